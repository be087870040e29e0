using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>Whatever becomes of private numbers, profile and posts don't pay for it.</summary>
public sealed class InsightsApartTests
{
    private static readonly DateOnly _day = new(2026, 11, 23);

    [Fact]
    public async Task Insights_RateLimited_KeepWhatWasReadAndWaitForThatPartOnly()
    {
        await using var core = await TestCore.CreateAsync();
        var asked = 0;
        core.Platform.OnInsights = () =>
        {
            asked++;
            return Part(new PlatformFailure(FailureKind.RateLimited, "HTTP 429", TimeSpan.FromMinutes(20)));
        };
        var driver = new SyncDriver(core);
        var connection = await core.ConsentAsync();
        await driver.RunDueAsync();
        await RefreshAsync(core, driver, connection.Id, TimeSpan.FromMinutes(10));
        var withinTheWait = asked;
        await RefreshAsync(core, driver, connection.Id, TimeSpan.FromMinutes(11));

        Assert.Equal((1, 2), (withinTheWait, asked));
        Assert.Equal(SyncStatus.Ready, (await core.ReadAsync(connection.Id)).Status);
        Assert.Equal(2, await core.CountAsync<SocialPost>());
        Assert.Null(core.Get<PlatformBudgets>().Of("FAKE").BlockedUntil);
    }

    [Fact]
    public async Task Insights_OutOfTime_KeepWhatArrivedAndTheRestIsAGapWithItsReason()
    {
        var asked = new TaskCompletionSource();
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnSlowInsights = async cancellationToken =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Part(InsightSheet.OutOfTime);
        };
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await asked.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        core.Time.Advance(TimeSpan.FromSeconds(60));
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        Assert.Equal(2, await core.CountAsync<SocialPost>());
        Assert.Equal(
            [(InsightMetric.Views, 7d, MetricGap.None), (InsightMetric.Reach, null, MetricGap.NotRead)],
            await core.Database.ReadAsync(
                async db => (await db.Insights.OrderBy(x => x.Metric).ToListAsync()).ConvertAll(x => (x.Metric, x.Value, x.Gap)), CancellationToken.None));
    }

    [Fact]
    public async Task Insights_ClientThatThrowsWhenItsTimeIsOver_CostNothingElse()
    {
        var asked = new TaskCompletionSource();
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnSlowInsights = async cancellationToken =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await asked.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        core.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.NotNull((await core.UntilAsync(connection.Id, SyncStatus.Ready)).Followers);
    }

    [Fact]
    public async Task Insights_NotReadAgain_LeaveTheNumberOfTheSameDay()
    {
        await using var core = await TestCore.CreateAsync();
        var today = DateOnly.FromDateTime(core.Time.GetUtcNow().UtcDateTime);
        core.Platform.OnInsights = () => new PlatformInsights([new(InsightMetric.Reach, today, "", 60)], [], PlatformInsights.None.Posts);
        var driver = new SyncDriver(core);
        var connection = await core.ConsentAsync();
        await driver.RunDueAsync();
        core.Platform.OnInsights = () => Part(InsightSheet.OutOfTime);

        await RefreshAsync(core, driver, connection.Id, TimeSpan.FromHours(7));

        Assert.Equal(60, await core.Database.ReadAsync(db => db.Insights.Where(x => x.Metric == InsightMetric.Reach).Select(x => x.Value).SingleAsync(), CancellationToken.None));
    }

    private static PlatformInsights Part(PlatformFailure endedBy) =>
        new PlatformInsights([new(InsightMetric.Views, _day, "", 7)], [new(InsightMetric.Reach, MetricGap.NotRead)], PlatformInsights.None.Posts) with { EndedBy = endedBy };

    private static async Task RefreshAsync(TestCore core, SyncDriver driver, Guid connectionId, TimeSpan later)
    {
        core.Time.Advance(later);
        await core.Get<RefreshConnection>().ExecuteAsync(connectionId, TestCore.Admin, CancellationToken.None);
        await driver.RunDueAsync();
    }
}
