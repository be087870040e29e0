using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class PlatformBudgetTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void BlockedUntil_NothingSpent_IsNow()
    {
        Assert.Null(NewBudget(60).BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_BurstSpent_IsWhenTheNextRequestIsPaid()
    {
        var budget = NewBudget(60);
        Spend(budget, 5);

        AssertNear(_clock.GetUtcNow().AddSeconds(1), budget.BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_Debt_IsPaidBeforeASyncStarts()
    {
        var budget = NewBudget(60);
        Spend(budget, 35);
        AssertNear(_clock.GetUtcNow().AddSeconds(31), budget.BlockedUntil);

        _clock.Advance(TimeSpan.FromSeconds(30.9));
        Assert.NotNull(budget.BlockedUntil);
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_WhenItSays_IsReallyFree()
    {
        var budget = NewBudget(7);
        Spend(budget, 11);

        _clock.Advance(budget.BlockedUntil!.Value - _clock.GetUtcNow());

        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_LongQuiet_SavesUpNoMoreThanAFewSeconds()
    {
        var budget = NewBudget(120);
        _clock.Advance(TimeSpan.FromHours(5));
        Spend(budget, 10);

        Assert.NotNull(budget.BlockedUntil);
    }

    [Fact]
    public void Startable_WholeMinute_IsSpreadAndNotStartedInOneSecond()
    {
        var budget = NewBudget(600);
        List<int> started = [];
        for (var second = 0; second < 60; second++)
        {
            var count = 0;
            while (budget.Startable > 0)
            {
                count++;
                Spend(budget, 3);
                budget.Synced();
            }

            started.Add(count);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(started[0], 10, 17);
        Assert.All(started.Skip(1), count => Assert.InRange(count, 2, 4));
    }

    [Fact]
    public void PauseFor_ClockPutBack_EndsAllTheSame()
    {
        var budget = NewBudget(0);
        budget.PauseFor(TimeSpan.FromMinutes(5));
        _clock.SetBack(TimeSpan.FromMinutes(10));

        Assert.Equal(_clock.GetUtcNow().AddMinutes(5), budget.BlockedUntil);
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public void Limited_WithoutATime_WaitsLongerEachTimeUpToAnHourAndAnewAfterAnAnswer()
    {
        var budget = NewBudget(0);
        List<double> minutes = [];
        for (var i = 0; i < 8; i++)
        {
            minutes.Add(Limit(budget));
        }

        budget.Answered();

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], minutes);
        Assert.Equal(1, Limit(budget));
    }

    [Fact]
    public void Limited_ManyUnderWayAtOnce_IsOneLimit()
    {
        var budget = NewBudget(0);

        for (var i = 0; i < 16; i++)
        {
            budget.Limited(null);
        }

        Assert.Equal(_clock.GetUtcNow().AddMinutes(1), budget.BlockedUntil);
        Assert.Equal(1, budget.Circuit.AtOnce);
    }

    [Fact]
    public async Task SetAside_LimitOfAPart_PausesNobodyElse()
    {
        var budget = NewBudget(0);
        using (budget.SetAside())
        {
            await Task.Run(() => budget.PauseFor(TimeSpan.FromMinutes(5)), TestContext.Current.CancellationToken);
        }

        Assert.Null(budget.BlockedUntil);
        budget.PauseFor(TimeSpan.FromMinutes(5));
        Assert.NotNull(budget.BlockedUntil);
    }

    private double Limit(PlatformBudget budget)
    {
        var wait = budget.Limited(null);
        _clock.Advance(wait);
        return wait.TotalMinutes;
    }

    [Fact]
    public void BlockedUntil_NoLimit_IsAlwaysNow()
    {
        var budget = NewBudget(0);
        Spend(budget, 100_000);

        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public void PauseUntil_Shorter_ChangesNothing()
    {
        var budget = NewBudget(0);
        var end = _clock.GetUtcNow().AddMinutes(5);

        budget.PauseUntil(end);
        budget.PauseUntil(end.AddMinutes(-4));

        Assert.Equal(end, budget.BlockedUntil);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public void Spend_ManyThreads_CountsEach()
    {
        var budget = NewBudget(600);

        Parallel.For(0, 1200, _ => budget.Spend());

        AssertNear(_clock.GetUtcNow().AddSeconds(115.1), budget.BlockedUntil);
    }

    [Fact]
    public void Of_EachPlatform_HasItsOwn()
    {
        var budgets = new PlatformBudgets(TestPlatforms.Catalog.All, _clock);

        budgets.Of("INSTAGRAM").PauseUntil(_clock.GetUtcNow().AddMinutes(1));

        Assert.NotNull(budgets.Of("instagram").BlockedUntil);
        Assert.Null(budgets.Of("TIKTOK").BlockedUntil);
    }

    private PlatformBudget NewBudget(int perMinute) => new(() => new PlatformLimits(1, perMinute), _clock);

    private static void Spend(PlatformBudget budget, int times)
    {
        for (var i = 0; i < times; i++)
        {
            budget.Spend();
        }
    }

    private static void AssertNear(DateTimeOffset expected, DateTimeOffset? actual) =>
        Assert.InRange(Assert.NotNull(actual) - expected, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(1));
}
