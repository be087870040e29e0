using SocialProfiles.Core.Ingestion;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class SyncWorkersHealthTests
{
    private readonly TestClock _time = new();

    [Fact]
    public void IsRunning_ClockPutBack_CountsTheTimeThatPassed()
    {
        var health = new SyncWorkersHealth(_time);
        health.Beat();
        _time.SetBack(TimeSpan.FromMinutes(10));
        Assert.True(health.IsRunning);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.False(health.IsRunning);
    }
}
