using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class PlatformBudgetTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void BlockedUntil_NothingSpent_IsNow()
    {
        Assert.Null(NewBudget(60).BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_MinuteSpent_IsWhenTheNextRequestIsPaid()
    {
        var budget = NewBudget(60);
        Spend(budget, 60);

        AssertNear(_clock.GetUtcNow().AddSeconds(1), budget.BlockedUntil);
    }

    [Fact]
    public void BlockedUntil_Debt_IsPaidBeforeASyncStarts()
    {
        var budget = NewBudget(60);
        Spend(budget, 90);
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
    public void BlockedUntil_LongQuiet_SavesUpNoMoreThanAMinute()
    {
        var budget = NewBudget(10);
        _clock.Advance(TimeSpan.FromHours(5));
        Spend(budget, 10);

        Assert.NotNull(budget.BlockedUntil);
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

        AssertNear(_clock.GetUtcNow().AddSeconds(60.1), budget.BlockedUntil);
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
