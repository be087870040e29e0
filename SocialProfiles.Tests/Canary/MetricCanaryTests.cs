using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Home;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Canary;

/// <summary>Days with a platform that changes its answers, on a clock that the tests move.</summary>
public sealed class MetricCanaryTests : IAsyncLifetime
{
    private const int Profiles = 6;

    private readonly FakePlatform _platform = new();
    private TestCore _core = null!;
    private Guid _talent;
    private Func<string, Metric> _followers = handle => Metric.Of(1000 + handle[^1]);
    private Func<Metric> _views = () => Metric.Of(500);
    private long _likes = 10;

    public async ValueTask InitializeAsync()
    {
        _core = await TestCore.CreateAsync(_platform);
        _platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { Followers = _followers(account.Handle) });
        _platform.Posts = account => [FakePlatform.Post($"{account.Handle}-1", 1, _likes) with { PublishedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), Views = _views() }];
        _talent = (await _core.TalentAsync()).Id;
        for (var i = 0; i < Profiles; i++)
        {
            await _core.ConnectAsync($"profile{i}", _talent);
        }

        await DayAsync();
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Canary_NumbersThatGrow_ChirpsNot()
    {
        _followers = handle => Metric.Of(1200 + handle[^1]);

        Assert.Equal(0, await DayAsync());
    }

    [Theory]
    [InlineData(null, BreakKind.Vanished)]
    [InlineData(0L, BreakKind.Zero)]
    [InlineData(1_000_000L, BreakKind.Jumped)]
    public async Task Canary_NumberOfMostProfilesAtOnce_RaisesOneNotificationThatNamesIt(long? answer, BreakKind kind)
    {
        _followers = handle => handle == "profile0" ? Metric.Of(1001) : answer is { } value ? Metric.Of(value) : Metric.Unknown(MetricGap.NoDataYet);

        await DayAsync();
        await DayAsync();

        var found = Assert.Single(await _core.Database.ReadAsync(db => db.MetricBreaks.ToListAsync(), CancellationToken.None));
        Assert.Equal(("FAKE", CanaryMetric.Followers, kind, 5, Profiles), (found.Platform, found.Metric, found.Kind, found.Broken, found.Compared));
        var notice = Assert.Single(await _core.Database.ReadAsync(db => db.Notices.Where(x => x.Kind == NoticeKind.MetricBroken).ToListAsync(), CancellationToken.None));
        Assert.Equal(found.Id, notice.SubjectId);
        Assert.Contains("the followers of 5 of 6 profiles", notice.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BreakKind.Vanished, "Post views missing", "Fake no longer sends the views of 12 of 20 posts.")]
    [InlineData(BreakKind.Zero, "Post views at zero", "Fake sends 0 for the views of 12 of 20 posts.")]
    [InlineData(BreakKind.Jumped, "Post views out of scale", "Fake sends numbers that changed tenfold for the views of 12 of 20 posts.")]
    public void Text_NumberOfPosts_NamesPostsOnce(BreakKind kind, string title, string sentence)
    {
        var found = new MetricBreak { Platform = "FAKE", Metric = CanaryMetric.PostViews, Kind = kind, Broken = 12, Compared = 20 };

        Assert.Equal(title, BreakText.Title(found));
        Assert.StartsWith(sentence, BreakText.Sentence(found, _core.Get<PlatformCatalog>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canary_OneProfileThatHidesItsNumber_IsItsOwnMatter()
    {
        _followers = handle => handle == "profile0" ? Metric.Unknown(MetricGap.Hidden) : Metric.Of(1000);

        Assert.Equal(0, await DayAsync());
    }

    [Fact]
    public async Task Canary_ViewsOfPostsAtZero_CountAsUnknownUntilTheyAreBack()
    {
        _views = () => Metric.Of(0);
        await DayAsync();
        var broken = await NumbersAsync();
        _views = () => Metric.Of(520);

        var left = await DayAsync();
        var mended = await NumbersAsync();

        Assert.Equal((null, null), (broken.Posts.Views.Value, broken.Posts.MedianViews));
        Assert.All(broken.Accounts, account => Assert.Equal((MetricGap.Unbelievable, MetricGap.None), (account.Posts.Gaps.Views, account.Posts.Gaps.Likes)));
        Assert.DoesNotContain(broken.Accounts.SelectMany(account => account.Days), day => day.Views < 0);
        Assert.Equal((0, 520L * Profiles), (left, mended.Posts.Views.Value));
        Assert.Equal(0, await _core.Database.ReadAsync(db => db.Notices.CountAsync(x => x.Kind == NoticeKind.MetricBroken && x.ClosedAt == null), CancellationToken.None));
    }

    [Fact]
    public async Task Canary_LikesAtZero_MakeNoBestTimeAndNoRate()
    {
        Assert.NotEmpty((await NumbersAsync()).Hours);
        _likes = 0;

        await DayAsync();

        var numbers = await NumbersAsync();
        Assert.Empty(numbers.Hours);
        Assert.Equal((null, null, null, 500L * Profiles), (numbers.Posts.ByFollowers.Value, numbers.Posts.ByViews.Value, numbers.Posts.Likes.Value, numbers.Posts.Views.Value));
        Assert.All(numbers.Accounts, account => Assert.Equal((MetricGap.None, MetricGap.Unbelievable), (account.Posts.Gaps.Views, account.Posts.Gaps.Likes)));
    }

    [Fact]
    public async Task Canary_ViewsThatOnlyThePermissionShows_AreNotMissing()
    {
        await using var core = await TestCore.CreateAsync(_platform, configuration: ("Ingestion:InsightHours", "1"));
        var seen = 100L;
        _platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        _platform.Posts = _ => [.. Enumerable.Range(0, 6).Select(i => FakePlatform.Post($"p{i}", 1) with { PublishedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero) })];
        _platform.OnInsights = () => new PlatformInsights([], [], Enumerable.Range(0, 6).ToDictionary(i => $"p{i}", _ => new PostInsights { Views = Metric.Of(seen += 10) }, StringComparer.Ordinal));
        await core.ConsentAsync();
        var driver = new SyncDriver(core);
        for (var quarter = 0; quarter < 8; quarter++)
        {
            await driver.RunDueAsync();
            core.Time.Advance(TimeSpan.FromHours(6));
        }

        Assert.NotEqual(0, await core.CountAsync<Core.History.FormerPostReading>());
        Assert.Equal(0, await core.Get<MetricCanary>().ExecuteAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Canary_FollowersAtZero_CountAsUnknownOnHomeAndInFind()
    {
        _followers = _ => Metric.Of(0);
        await DayAsync();

        var home = await _core.Get<HomeQuery>().GetAsync(CancellationToken.None);
        var found = await _core.Get<TalentFinder>().FindAsync(new FindRequest(new FindConditions(FollowersTo: 10)), CancellationToken.None);

        Assert.Equal((null, 0, Profiles), (home.Audience.Followers, home.Audience.Known, home.Audience.Unbelievable));
        Assert.Empty(found.Rows);
        Assert.Equal(Profiles, found.NotKnown.Followers);
    }

    [Fact]
    public async Task Canary_FollowersAtZero_AreUnknownOnTheCardAsOnTheRoster()
    {
        _followers = _ => Metric.Of(0);
        await DayAsync();

        var card = (await _core.Get<ConnectionList>().OfTalentAsync(_talent, CancellationToken.None))!;
        var row = Assert.Single((await _core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows);

        Assert.All(card, connection => Assert.Equal((null, MetricGap.Unbelievable), (connection.Followers!.Value.Value, connection.Followers.Value.Gap)));
        Assert.Equal(MetricGap.Unbelievable, (await _core.ReadAsync(card[0].Id)).Followers!.Value.Gap);
        Assert.All(row.Connections, connection => Assert.Equal(MetricGap.Unbelievable, connection.Followers!.Value.Gap));
    }

    [Fact]
    public async Task Posts_OrderedByANumberThatIsBroken_AreOrderedAsUnknown()
    {
        var jumped = 0;
        _views = () => Metric.Of(1_000_000 + jumped++);
        await DayAsync();
        await _core.Database.WriteAsync(
            async db =>
            {
                // A post that was read last before the answers changed.
                var key = await db.Connections.Select(x => x.Key).FirstAsync();
                db.Add(new Core.Profiles.SocialPost { ConnectionKey = key, PlatformPostId = "before", PublishedAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), Views = 3, NumbersAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero) });
                return true;
            },
            CancellationToken.None);

        foreach (var descending in new[] { true, false })
        {
            var posts = (await _core.Get<TalentPosts>().GetAsync(_talent, new PostsRequest(PostColumn.Views, descending), CancellationToken.None)).Posts;
            Assert.Equal((Profiles + 1, "before"), (posts.Count, posts[0].Post.PlatformPostId));
            Assert.All(posts.Skip(1), post => Assert.Equal(MetricGap.Unbelievable, post.Views.Gap));
            Assert.Equal(posts.Skip(1).Select(post => post.Post.PlatformPostId).Order(StringComparer.Ordinal), posts.Skip(1).Select(post => post.Post.PlatformPostId));
        }
    }

    [Fact]
    public async Task Canary_FollowersAtZero_DrawNoCliffAndNoFall()
    {
        _followers = _ => Metric.Of(0);
        await DayAsync();
        await DayAsync();

        var numbers = await NumbersAsync();

        Assert.All(numbers.Accounts, account => Assert.DoesNotContain(account.Days, day => day.Followers == 0));
        Assert.All(numbers.Accounts, account => Assert.Equal(MetricGap.Unbelievable, account.Followers.Gap));
        Assert.All(numbers.Accounts, account => Assert.NotEmpty(account.Breaks));
        Assert.True(numbers.Growth.Absolute is null or 0);
    }

    [Fact]
    public async Task Canary_NumbersAtZero_AreUnknownOnRosterCompareLineAndSinglePosts()
    {
        _followers = _ => Metric.Of(0);
        _views = () => Metric.Of(0);
        await DayAsync();

        var row = Assert.Single((await _core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows);
        var line = Assert.Single((await _core.Get<TalentComparison>().GetAsync([_talent], null, 28, CancellationToken.None)).Talents).Line;
        var posts = (await _core.Get<TalentPosts>().GetAsync(_talent, new PostsRequest(), CancellationToken.None)).Posts;
        var curve = await _core.Get<PostCurves>().GetAsync(new PostKey(posts[0].ConnectionId, posts[0].Post.PlatformPostId), CancellationToken.None);
        var kit = (await _core.Get<KitNumbers>().GetAsync(_talent, 28, CancellationToken.None))!.Everything;

        Assert.Null(row.Followers);
        Assert.All(row.Connections, profile => Assert.Equal(MetricGap.Unbelievable, profile.Followers!.Value.Gap));
        Assert.DoesNotContain(0, line);
        Assert.Contains(line, day => day > 0);
        Assert.All(posts, post => Assert.Equal((MetricGap.Unbelievable, 10L), (post.Views.Gap, post.Likes.Value)));
        Assert.DoesNotContain(curve!, point => point.Views == 0);
        Assert.Equal(Profiles, kit.Posts.Count);
        Assert.All(kit.Posts, post => Assert.Equal((null, 10L, true), (post.Views, post.Likes, post.HasUntrusted)));
    }

    [Fact]
    public async Task Trust_NewNumbersThatAreRight_ShowsThemAndComparesWithThem()
    {
        _followers = _ => Metric.Of(100_000);
        await DayAsync();
        var found = Assert.Single(await _core.Database.ReadAsync(db => db.MetricBreaks.ToListAsync(), CancellationToken.None));

        Assert.True((await _core.Get<TrustMetric>().ExecuteAsync(found.Id, TestCore.Admin, CancellationToken.None)).Succeeded);

        Assert.Equal(100_000L * Profiles, (await NumbersAsync()).Followers.Value);
        Assert.Equal(0, await _core.Get<MetricCanary>().ExecuteAsync(CancellationToken.None));
        Assert.Equal(0, await DayAsync());
        Assert.False((await _core.Get<TrustMetric>().ExecuteAsync(found.Id, TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    private Task<TalentIntelligence> NumbersAsync() => _core.Get<TalentIntelligenceQuery>().GetAsync(_talent, days: 7, CancellationToken.None);

    /// <summary>A day of syncs, then the canary's look.</summary>
    private async Task<int> DayAsync()
    {
        var driver = new SyncDriver(_core);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            _core.Time.Advance(TimeSpan.FromHours(6));
            await driver.RunDueAsync();
        }

        return await _core.Get<MetricCanary>().ExecuteAsync(CancellationToken.None);
    }
}
