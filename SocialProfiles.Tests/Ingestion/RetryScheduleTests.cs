using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Ingestion;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private readonly RetrySchedule _schedule = new(new Random(7));

    [Theory]
    [InlineData(0, 240, 300)]
    [InlineData(1, 720, 900)]
    [InlineData(2, 2880, 3600)]
    [InlineData(6, 69120, 86400)]
    [InlineData(50, 69120, 86400)]
    public void Failed_LastAttemptOfARound_IsTriedMoreAndMoreRarelyUpToADay(int failuresBefore, int fromSeconds, int toSeconds)
    {
        var verdict = _schedule.Failed(Claim(attempt: 3, failuresBefore), new PlatformFailure(FailureKind.PlatformDown, ""), _now);

        Assert.Equal(SyncStatus.Error, verdict.Status);
        Assert.InRange((verdict.DueAt!.Value - _now).TotalSeconds, fromSeconds, toSeconds);
    }

    [Theory]
    [InlineData(0, 60, 66)]
    [InlineData(3, 480, 528)]
    [InlineData(40, 3600, 3960)]
    public void Failed_RateLimitWithoutAHint_WaitsLongerEachTimeUpToAnHour(int failuresBefore, int fromSeconds, int toSeconds)
    {
        var verdict = _schedule.Failed(Claim(attempt: 1, failuresBefore), new PlatformFailure(FailureKind.RateLimited, ""), _now);

        Assert.Equal(SyncStatus.Pending, verdict.Status);
        Assert.InRange((verdict.DueAt!.Value - _now).TotalSeconds, fromSeconds, toSeconds);
    }

    [Fact]
    public void Failed_RetryAfter_IsAFloor()
    {
        var verdict = _schedule.Failed(Claim(attempt: 1, 0), new PlatformFailure(FailureKind.RateLimited, "", TimeSpan.FromHours(5)), _now);

        Assert.True(verdict.DueAt >= _now.AddHours(5));
    }

    [Fact]
    public void Succeeded_ManyConnections_AreSpreadOverTheLastFifth()
    {
        var due = Enumerable.Range(0, 500).Select(_ => (_schedule.Succeeded(_now, TimeSpan.FromMinutes(50)).DueAt!.Value - _now).TotalMinutes).ToArray();

        Assert.All(due, minutes => Assert.InRange(minutes, 40, 50));
        Assert.True(due.Max() - due.Min() > 9);
    }

    private static ClaimedSync Claim(int attempt, int failuresInARow) =>
        new(1, Guid.Empty, Guid.Empty, "FAKE", "x", ConnectionType.Manual, 1, attempt, failuresInARow, null, null, null, null, _now);
}
