using SocialProfiles.Core.Ingestion;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class SyncWorkersHealthTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public void IsRunning_ClockPut_CountsTheTimeThatPassed(int minutes)
    {
        var health = new SyncWorkersHealth(_time);
        health.Beat();
        _time.PutClock(TimeSpan.FromMinutes(minutes));
        Assert.True(health.IsRunning);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.False(health.IsRunning);
    }
}
