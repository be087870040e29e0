using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.History;

/// <summary>What syncs leave behind, read from the file.</summary>
public sealed class SyncHistoryTests
{
    private readonly FakePlatform _platform = new();
    private long _followers = 1000;
    private long _views = 100;

    public SyncHistoryTests()
    {
        _platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, _followers));
        _platform.Posts = _ => [Post("new"), FakePlatform.Post("old", 1)];
    }

    [Fact]
    public async Task Sync_NumbersThatStandStill_MakesOneReadingLonger()
    {
        await using var core = await SyncedAsync();
        var first = core.Time.GetUtcNow();

        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        var reading = Assert.Single(await ReadingsAsync(core));
        Assert.Equal((first, first.AddHours(2), 1000L), (reading.FirstReadAt, reading.LastReadAt, reading.Followers));
        Assert.Equal((0, 0), (await core.CountAsync<FormerPostReading>(), await core.CountAsync<DailyGain>()));
    }

    [Fact]
    public async Task Sync_AfterAPauseOfHours_DoesNotClaimToHaveReadMeanwhile()
    {
        await using var core = await SyncedAsync();

        await SyncAgainAsync(core, TimeSpan.FromHours(7));

        Assert.Equal(2, (await ReadingsAsync(core)).Count);
    }

    [Fact]
    public async Task Sync_NumberThatIsHiddenNow_IsAReadingOfItsOwnWithTheReason()
    {
        await using var core = await SyncedAsync();
        _platform.OnProfile = (account, _) =>
            Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { Followers = Metric.Unknown(MetricGap.Hidden) });

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal([Metric.Of(1000), Metric.Unknown(MetricGap.Hidden)], (await ReadingsAsync(core)).Select(reading => reading.FollowersMetric));
    }

    [Fact]
    public async Task Sync_PostThatGained_KeepsWhatItHadAndSinceWhen()
    {
        await using var core = await SyncedAsync();
        var first = core.Time.GetUtcNow();
        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        _views = 160;

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        var former = Assert.Single(await core.Database.ReadAsync(db => db.PostReadings.ToListAsync(), CancellationToken.None));
        Assert.Equal(("new", 100L, first, first.AddHours(1)), (former.PlatformPostId, former.Views, former.FirstReadAt, former.LastReadAt));
        var now = await core.Database.ReadAsync(db => db.Posts.SingleAsync(x => x.PlatformPostId == "new"), CancellationToken.None);
        Assert.Equal((160L, first.AddHours(2)), (now.Views, now.NumbersAt));
        var gain = Assert.Single(await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None));
        Assert.Equal((60L, 0L, first.AddHours(1)), (gain.Views, gain.Likes, gain.Since));
    }

    [Fact]
    public async Task Sync_PostThatStoodStillOvernight_KeepsTheLastValueOfTheDayBefore()
    {
        await using var core = await SyncedAsync();
        var published = core.Time.GetUtcNow().AddDays(-20);
        _platform.Posts = _ => [Post("weeks old") with { PublishedAt = published }];
        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        var first = core.Time.GetUtcNow();
        foreach (var _ in Enumerable.Range(0, 24))
        {
            await SyncAgainAsync(core, TimeSpan.FromHours(1));
        }

        _views = 160;
        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        var former = Assert.Single(await core.Database.ReadAsync(db => db.PostReadings.ToListAsync(), CancellationToken.None));
        Assert.Equal((100L, first, first.AddHours(24)), (former.Views, former.FirstReadAt, former.LastReadAt));
    }

    [Fact]
    public async Task Sync_PostOfMonthsAgo_KeepsOnlyWhatItHasNow()
    {
        await using var core = await SyncedAsync();
        _platform.Posts = _ => [Post("new"), FakePlatform.Post("old", 1, likes: 99)];

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal(0, await core.CountAsync<FormerPostReading>());
        Assert.Equal(89, Assert.Single(await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None)).Likes);
    }

    [Fact]
    public async Task Sync_PostPublishedSinceTheLastOne_CountsWholeAndAnOlderOneNot()
    {
        await using var core = await SyncedAsync();
        var published = core.Time.GetUtcNow().AddMinutes(10);
        _platform.Posts = _ => [Post("newest") with { PublishedAt = published }, Post("new"), FakePlatform.Post("unseen", 2) with { Views = Metric.Of(5000) }, FakePlatform.Post("old", 1)];

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal(100, Assert.Single(await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None)).Views);
    }

    [Fact]
    public async Task Sync_ViewsThatOnlyThePermissionShows_HaveAHistoryToo()
    {
        var seen = 50L;
        _platform.OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["private"] = new() { Views = Metric.Of(seen) } });
        await using var core = await TestCore.CreateAsync(_platform, configuration: [("Ingestion:RefreshMinutes", "1440"), ("Ingestion:InsightHours", "1")]);
        _platform.Posts = _ => [Post("private") with { Views = Metric.Unknown(MetricGap.NotGranted), PublishedAt = core.Time.GetUtcNow().AddHours(-2) }];
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        seen = 80;

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal(50, Assert.Single(await core.Database.ReadAsync(db => db.PostReadings.ToListAsync(), CancellationToken.None)).Views);
        Assert.Equal(30, Assert.Single(await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None)).Views);
    }

    [Fact]
    public async Task Sync_FirstViewsOfAPostThatThePermissionShowsLater_CountWholeAndThoseOfAnOlderPostNot()
    {
        _platform.OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["before"] = new() { Views = Metric.Unknown(MetricGap.NoDataYet) } });
        await using var core = await TestCore.CreateAsync(_platform, configuration: [("Ingestion:RefreshMinutes", "1440"), ("Ingestion:InsightHours", "6")]);
        PlatformPost[] posts = [Post("before") with { Views = Metric.Unknown(MetricGap.NotGranted), PublishedAt = core.Time.GetUtcNow().AddDays(-3) }];
        _platform.Posts = _ => posts;
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        posts = [Post("fresh") with { Views = Metric.Unknown(MetricGap.NotGranted), PublishedAt = core.Time.GetUtcNow().AddMinutes(30) }, .. posts];
        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        _platform.OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal)
        {
            ["fresh"] = new() { Views = Metric.Of(5000), Shares = Metric.Of(7) },
            ["before"] = new() { Views = Metric.Of(90_000) },
        });

        await SyncAgainAsync(core, TimeSpan.FromHours(6));

        var gains = await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None);
        Assert.Equal((5000L, 7L), (gains.Sum(gain => gain.Views), gains.Sum(gain => gain.Shares)));
    }

    [Fact]
    public async Task Sync_ViewsThatThePermissionDidNotShowAtFirst_CountWholeOnceAndNotAgainAfterAGap()
    {
        var views = Metric.Unknown(MetricGap.NoDataYet);
        _platform.OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["fresh"] = new() { Views = views } });
        await using var core = await TestCore.CreateAsync(_platform, configuration: [("Ingestion:RefreshMinutes", "1440"), ("Ingestion:InsightHours", "6")]);
        PlatformPost[] posts = [];
        _platform.Posts = _ => posts;
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        posts = [Post("fresh") with { Views = Metric.Unknown(MetricGap.NotGranted), PublishedAt = core.Time.GetUtcNow().AddHours(5) }];

        // Asked for in its first minutes, when nobody has seen it; then with 5,000, none for a while, and with 100 more.
        foreach (var next in new[] { views, Metric.Of(5000), Metric.Unknown(MetricGap.NotRead), Metric.Of(5100) })
        {
            views = next;
            await SyncAgainAsync(core, TimeSpan.FromHours(6));
        }

        Assert.Equal(5000, (await core.Database.ReadAsync(db => db.DailyGains.ToListAsync(), CancellationToken.None)).Sum(gain => gain.Views));
    }

    [Fact]
    public async Task Sync_SharesThatOnlyThePermissionShows_CountInTheEngagementRate()
    {
        _platform.OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["p"] = new() { Shares = Metric.Of(9) } });
        await using var core = await TestCore.CreateAsync(_platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        var likes = 10L;
        _platform.Posts = _ => [Post("p") with { Shares = Metric.Unknown(MetricGap.NotGranted), Likes = Metric.Of(likes), PublishedAt = core.Time.GetUtcNow().AddDays(-1) }];
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        likes = 20;

        // The permission is not asked for again yet: what it showed still counts.
        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal((20 + 1 + 9) / 1000.0, (await core.Database.ReadAsync(db => db.Profiles.SingleAsync(), CancellationToken.None)).RecentEngagementRate!.Value, 10);
    }

    [Fact]
    public async Task Sync_PermissionNotAskedForThisTime_LeavesTheFiguresThatItsViewsMade()
    {
        _platform.OnInsights = () => new PlatformInsights([], [], Enumerable.Range(0, 5).ToDictionary(i => $"p{i}", i => new PostInsights { Views = Metric.Of(100 * (i + 1)) }, StringComparer.Ordinal));
        await using var core = await TestCore.CreateAsync(_platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        var likes = 10L;
        _platform.Posts = _ => [.. Enumerable.Range(0, 5).Select(i => Post($"p{i}", null) with { Views = Metric.Unknown(MetricGap.NotGranted), Likes = Metric.Of(likes), PublishedAt = core.Time.GetUtcNow().AddDays(-1 - i) })];
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        likes = 11;

        await SyncAgainAsync(core, TimeSpan.FromHours(1));

        Assert.Equal(300, (await core.Database.ReadAsync(db => db.Profiles.SingleAsync(), CancellationToken.None)).RecentMedianViews);
    }

    [Fact]
    public async Task Sync_ClockSetBack_LeavesNoReadingThatIsStillToCome()
    {
        await using var core = await SyncedAsync();
        core.Time.SetBack(TimeSpan.FromHours(3));
        _followers = 1100;

        await core.Get<RefreshConnection>().ExecuteAsync((await ConnectionAsync(core)).Id, TestCore.Admin, CancellationToken.None);
        await core.UntilAsync((await ConnectionAsync(core)).Id, view => view.Status == SyncStatus.Ready && view.Followers?.Value == 1100);

        var reading = Assert.Single(await ReadingsAsync(core));
        Assert.Equal((1100L, core.Time.GetUtcNow()), (reading.Followers, reading.FirstReadAt));
    }

    [Fact]
    public async Task Sync_Numbers_NameWhereTheyWereRead()
    {
        await using var core = await SyncedAsync();

        var source = Assert.Single(await core.Database.ReadAsync(db => db.MetricSources.ToListAsync(), CancellationToken.None));
        Assert.Equal(("FAKE", "v1", "public", false), (source.Platform, source.ApiVersion, source.Endpoints, source.ByPermission));
        Assert.All(await ReadingsAsync(core), reading => Assert.Equal(source.Key, reading.Source));
        Assert.All(await core.Database.ReadAsync(db => db.Posts.ToListAsync(), CancellationToken.None), post => Assert.Equal(source.Key, post.Source));
    }

    [Fact]
    public async Task Sync_NewestPosts_LeaveTheirFiguresOnTheProfile()
    {
        await using var core = await TestCore.CreateAsync(_platform);
        var now = core.Time.GetUtcNow();
        long[] views = [100, 300, 50, 70, 90];
        _platform.Posts = _ => [.. views.Select((seen, i) => Post($"p{i}") with { Views = Metric.Of(seen), PublishedAt = now.AddDays(-1 - i) })];
        await core.StartAsync();
        await core.UntilAsync((await core.ConnectAsync()).Id, SyncStatus.Ready);

        var profile = await core.Database.ReadAsync(db => db.Profiles.SingleAsync(), CancellationToken.None);

        // Five posts of 11 interactions on 1,000 followers; p1 stands against the median of 50, 70, 90 and 100.
        Assert.Equal((now.AddDays(-1), "p0", 5, 90.0), (profile.LastPostAt, profile.LastPostId, profile.RecentPosts, profile.RecentMedianViews));
        Assert.Equal(0.011, profile.RecentEngagementRate!.Value, 10);
        Assert.Equal(("p1", 300 / 80.0), (profile.StandoutPostId, profile.StandoutRatio));
    }

    [Fact]
    public async Task Reconnect_ProfileWithAHistory_KeepsIt()
    {
        await using var core = await SyncedAsync();
        _followers = 1100;
        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        var connection = await ConnectionAsync(core);

        await core.ConnectAsync("mara.lind", connection.TalentId);
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        Assert.Equal([1000L, 1100L], (await ReadingsAsync(core)).Select(reading => reading.Followers));
    }

    [Fact]
    public async Task Disconnect_ProfileWithAHistory_LeavesNothingOfIt()
    {
        await using var core = await SyncedAsync();
        (_followers, _views) = (1100, 160);
        await SyncAgainAsync(core, TimeSpan.FromHours(1));
        Assert.Equal((2, 1, 1), (await core.CountAsync<ProfileReading>(), await core.CountAsync<FormerPostReading>(), await core.CountAsync<DailyGain>()));

        await core.Get<Disconnect>().ExecuteAsync((await ConnectionAsync(core)).Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal((0, 0, 0), (await core.CountAsync<ProfileReading>(), await core.CountAsync<FormerPostReading>(), await core.CountAsync<DailyGain>()));
    }

    [Fact]
    public async Task Curve_PostReadHourByHour_StandsAgainstTheMedianOfTheOthers()
    {
        await using var core = await TestCore.CreateAsync(_platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        var start = core.Time.GetUtcNow();
        _platform.Posts = _ =>
        [
            Post("mine") with { PublishedAt = start, Views = Metric.Of((long)(100 * (core.Time.GetUtcNow() - start).TotalHours)) },
            .. Enumerable.Range(1, 3).Select(i => Post($"other{i}") with { PublishedAt = start, Views = Metric.Of((long)(10 * i * (core.Time.GetUtcNow() - start).TotalHours)) }),
        ];
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        for (var hour = 1; hour <= 7; hour++)
        {
            await SyncAgainAsync(core, TimeSpan.FromHours(1));
        }

        var curve = await core.Get<PostCurves>().GetAsync(new PostKey(connection.Id, "mine"), CancellationToken.None);

        Assert.Equal([(100L, 20.0), (600L, 120.0)], curve!.Take(2).Select(point => (point.Views!.Value, point.Median!.Value)));
        Assert.All(curve!.Skip(2), point => Assert.Null(point.Views));
    }

    private static PlatformPost Post(string id, long? views = null) =>
        new(id, new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), PostKind.Video) { Text = id, Likes = Metric.Of(10), Comments = Metric.Of(1), Views = Metric.Of(views ?? 0) };

    private PlatformPost Post(string id) => Post(id, _views);

    private static Task<List<ProfileReading>> ReadingsAsync(TestCore core) =>
        core.Database.ReadAsync(db => db.ProfileReadings.OrderBy(x => x.FirstReadAt).ToListAsync(), CancellationToken.None);

    private static Task<Connection> ConnectionAsync(TestCore core) => core.Database.ReadAsync(db => db.Connections.SingleAsync(), CancellationToken.None);

    private static async Task SyncAgainAsync(TestCore core, TimeSpan later)
    {
        var connection = await ConnectionAsync(core);
        core.Time.Advance(later);
        var now = core.Time.GetUtcNow();
        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        await core.UntilAsync(connection.Id, view => view.Status == SyncStatus.Ready && view.LastSyncedAt >= now);
    }

    private async Task<TestCore> SyncedAsync()
    {
        // No sync of its own while the clock moves: it would race the test's.
        var core = await TestCore.CreateAsync(_platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        await core.StartAsync();
        await core.UntilAsync((await core.ConnectAsync()).Id, SyncStatus.Ready);
        return core;
    }
}
