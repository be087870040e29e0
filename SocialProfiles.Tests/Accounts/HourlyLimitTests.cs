using SocialProfiles.Core.Recovery;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class HourlyLimitTests
{
    private readonly TestClock _time = new();

    [Fact]
    public void Take_MoreThanTheMostInAnHour_IsRefusedForThatKeyUntilTheFirstIsAnHourOld()
    {
        var limit = new HourlyLimit<string>(2, _time);
        Assert.True(limit.TryTake("ada"));
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.True(limit.TryTake("ada"));
        Assert.False(limit.TryTake("ada"));
        Assert.True(limit.TryTake("bo"));

        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.True(limit.TryTake("ada"));
        Assert.False(limit.HasRoom("ada"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void Take_ClockThatIsSet_ChangesNothing(int back)
    {
        var limit = new HourlyLimit<string>(1, _time);
        Assert.True(limit.TryTake("ada"));

        _time.SetBack(TimeSpan.FromHours(back));

        Assert.False(limit.TryTake("ada"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(limit.TryTake("ada"));
    }
}
