using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class DailyUnitsTests
{
    // Midnight in California.
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Today_EveryRequest_CostsWhatItsAddressCosts()
    {
        var budget = NewBudget(100);

        budget.Spend();
        budget.Spend(5);
        budget.Spend(0);

        Assert.Equal(new DailyUse(100, 6, _clock.GetUtcNow().AddDays(1)), budget.Today);
    }

    [Fact]
    public void Today_MidnightInCalifornia_BeginsAnew()
    {
        var budget = NewBudget(100);
        budget.Spend(100);
        Assert.Equal(new PlatformPause(PauseReason.DayUsedUp, _clock.GetUtcNow().AddDays(1)), budget.Pause);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal((0, null, null), (budget.Today!.Used, budget.BlockedUntil, budget.Pause));
    }

    [Fact]
    public void Today_CountedByAClockAYearAhead_BeginsAnewWhenTheClockIsRight()
    {
        var budget = NewBudget(100);
        _clock.Advance(TimeSpan.FromDays(365));
        budget.Spend(100);

        _clock.SetBack(TimeSpan.FromDays(365));

        Assert.Equal((0, null), (budget.Today!.Used, budget.Pause));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Schedule_AheadOfTheDay_WaitsForIt(double part)
    {
        var budget = NewBudget(10_000);
        budget.Spend((int)(9_500 * part));

        _clock.Advance(TimeSpan.FromDays(part) - TimeSpan.FromMinutes(30));
        Assert.NotNull(budget.ScheduleBlockedUntil);
        Assert.Null(budget.BlockedUntil);

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(budget.ScheduleBlockedUntil);
    }

    [Fact]
    public void Schedule_WhenItSays_IsReallyFree()
    {
        var budget = NewBudget(1_000);
        budget.Spend(777);

        _clock.Advance(budget.ScheduleBlockedUntil!.Value - _clock.GetUtcNow());

        Assert.Null(budget.ScheduleBlockedUntil);
    }

    [Fact]
    public void NoDailyBudget_CountsAndBoundsNothing()
    {
        var budget = NewBudget(0);
        budget.Spend(1_000_000);

        Assert.Equal((null, null, null), (budget.Today, budget.ScheduleBlockedUntil, budget.Pause));
        Assert.Equal(TimeSpan.Zero, budget.FreshnessOf(10_000));
    }

    private PlatformBudget NewBudget(int perDay) => new(() => new PlatformLimits(16, 0, perDay), _clock);
}
