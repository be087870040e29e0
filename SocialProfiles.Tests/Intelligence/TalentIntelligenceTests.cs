using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Intelligence;

public sealed class TalentIntelligenceTests
{
    private static readonly IntelligencePeriod _year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    [Fact]
    public async Task Get_TwoAccounts_AddsWhatIsKnownAndSaysHowMuchIsNot()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(
            FakePlatform.Profile(account.Handle) with { Followers = account.Handle == "hidden" ? Metric.Unknown(MetricGap.Hidden) : Metric.Rounded(5000) });
        var talent = await SyncedAsync(core, "open", "hidden");

        var numbers = await GetAsync(core, talent);

        Assert.Equal(new Total(5000, 1, 2, IsRounded: true), numbers.Followers);
        Assert.Equal((4, new Total(null, 0, 4), new Total(40, 4, 4)), (numbers.Posts.Count, numbers.Posts.Views, numbers.Posts.Likes));

        // Two posts of 11 interactions each on 5,000 followers; the hidden account cannot be counted in.
        Assert.Equal((11 / 5000.0, 2), (Math.Round(numbers.Posts.ByFollowers.Value!.Value, 10), numbers.Posts.ByFollowers.Posts));
    }

    [Fact]
    public async Task Growth_OfThePeriodBefore_IsFromItsStartToThisOnes()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(core.Time.GetUtcNow(), new ReadProfile("Ada", 1_150) { Before = [(55, 900), (40, 5), (27, 1_000), (0, 1_150)] });
        var talent = Assert.Single((await core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows).Id;

        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent, days: 28, CancellationToken.None);

        Assert.Equal((new Change(150, 0.15), new Change(100, 100 / 900.0)), (numbers.Growth, numbers.GrowthBefore));
        Assert.Equal(Change.Unknown, (await core.Get<TalentIntelligenceQuery>().GetAsync(talent, days: 7, CancellationToken.None)).GrowthBefore);
    }

    [Fact]
    public async Task Get_PostsOfTwoPeriods_ComparesThemByHandWorkedFigures()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, followers: 200));
        core.Platform.Posts = _ =>
        [
            Post("d", 14, views: 400, likes: 10, comments: 2), Post("c", 10, views: 100, likes: 4, comments: 0), Post("b", 8, views: 90, likes: 3, comments: 1),
            Post("a", 7, views: 50, likes: 5, comments: 5), FakePlatform.Post("story", 12) with { Kind = PostKind.Story, Views = Metric.Of(1_000_000) },
        ];
        var talent = await SyncedAsync(core, "mara");

        var numbers = await GetAsync(core, talent, new IntelligencePeriod(new DateOnly(2026, 1, 8), new DateOnly(2026, 1, 14)));

        var now = numbers.Posts;
        Assert.Equal((3, 590L, 17L, 3L, 3.0), (now.Count, now.Views.Value, now.Likes.Value, now.Comments.Value, now.PerWeek));
        Assert.Equal((100.0, "d"), (now.MedianViews, now.Best?.PlatformPostId));

        // (12 + 4 + 4) interactions by 200 followers, over three posts; and 12/400, 4/100, 4/90 by views.
        Assert.Equal(20 / 200.0 / 3, now.ByFollowers.Value!.Value, 10);
        Assert.Equal(((12 / 400.0) + (4 / 100.0) + (4 / 90.0)) / 3, now.ByViews.Value!.Value, 10);
        Assert.Equal((1, 50L, 50.0), (numbers.PostsBefore.Count, numbers.PostsBefore.Views.Value, numbers.PostsBefore.MedianViews));

        // How many followers there were then is not known.
        Assert.Null(numbers.PostsBefore.ByFollowers.Value);
    }

    [Theory]
    [InlineData(true, "photo")]
    [InlineData(false, "seen")]
    public async Task Get_BestPost_IsByInteractionsWhereAnyPostTellsNoViews(bool withPhotos, string best)
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Posts = account => account.Handle == "photos"
            ? [FakePlatform.Post("photo", 14, likes: 50_000), FakePlatform.Post("other", 13, likes: 3)]
            : [Post("seen", 14, views: 12, likes: 1, comments: 0), Post("liked", 13, views: 11, likes: 5, comments: 0)];
        var talent = await SyncedAsync(core, withPhotos ? ["photos", "videos"] : ["videos"]);

        var numbers = await GetAsync(core, talent);

        Assert.Equal((!withPhotos, best), (numbers.Posts.IsBestByViews, numbers.Posts.Best?.PlatformPostId));
        Assert.Equal("seen", numbers.Accounts.Single(account => account.Handle == "videos").Posts.Best?.PlatformPostId);
    }

    [Fact]
    public async Task Get_FollowersRead_AreADayEachWithGapsWhereNothingWasRead()
    {
        await using var core = await TestCore.CreateAsync();
        var start = core.Time.GetUtcNow();
        var talent = await SyncedAsync(core, "mara");
        await core.Database.WriteAsync(
            async db => db.Add(new ProfileReading
            {
                ConnectionKey = await db.Connections.Select(x => x.Key).SingleAsync(),
                FirstReadAt = start.AddDays(2),
                LastReadAt = start.AddDays(2),
                Followers = 1100,
            }),
            CancellationToken.None);
        var first = DateOnly.FromDateTime(start.UtcDateTime);

        var numbers = await GetAsync(core, talent, new IntelligencePeriod(first.AddDays(-1), first.AddDays(2)));

        var account = Assert.Single(numbers.Accounts);
        Assert.Equal([null, 1000L, null, 1100L], account.Days.Select(day => day.Followers));
        Assert.Equal(2, account.KnownDays);

        // Of the day before the period nothing is known, so nobody can say how it grew.
        Assert.Equal(Change.Unknown, account.Growth);
        var grown = Assert.Single((await GetAsync(core, talent, new IntelligencePeriod(first, first.AddDays(2)))).Accounts);
        Assert.Equal(new Change(100, 0.1), grown.Growth);
    }

    [Fact]
    public async Task Get_PostsThatGain_AreSummedByTheAgencysDay()
    {
        var likes = 10L;
        await using var core = await TestCore.CreateAsync(configuration: ("Ingestion:RefreshMinutes", "1440"));
        core.Platform.Posts = _ => [FakePlatform.Post("one", 1, likes) with { Views = Metric.Of(likes * 10) }];
        var start = core.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(start.UtcDateTime);
        var talent = await SyncedAsync(core, "mara");
        foreach (var now in new[] { 12L, 15L })
        {
            likes = now;
            core.Time.Advance(TimeSpan.FromMinutes(1));
            await ReadAgainAsync(core, talent, core.Time.GetUtcNow());
        }

        var day = Assert.Single(Assert.Single((await GetAsync(core, talent, new IntelligencePeriod(today, today))).Accounts).Days);

        Assert.Equal((50L, 5L, null), (day.Views, day.Interactions, day.Since));
    }

    [Fact]
    public async Task Get_AccountsWithCountsThatNoAccountCanHave_SumsNoneOfThem()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, account.Handle == "real" ? 70 : 9_200_000_000_000_000_000));
        var talent = await SyncedAsync(core, "one", "two", "real");

        Assert.Equal(new Total(70, 1, 3), (await GetAsync(core, talent)).Followers);
        Assert.Contains(await core.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None) ?? [], view => view.Followers is { Value: null, Gap: MetricGap.Unbelievable });
    }

    [Fact]
    public async Task Get_AfterDisconnect_ShowsNothingOfTheDisconnectedProfile()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await SyncedAsync(core, "gone");
        var before = await GetAsync(core, talent);

        await core.Get<Disconnect>().ExecuteAsync(before.Accounts[0].ConnectionId, TestCore.Admin, CancellationToken.None);
        var after = await GetAsync(core, talent);

        Assert.Equal(2, before.Posts.Count);
        Assert.Equal((0, new Total(null, 0, 0)), (after.Posts.Count, after.Followers));
        Assert.Empty(after.Accounts);
    }

    [Fact]
    public async Task Hours_PostsAcrossSummerTime_AreByTheClockOnTheAgencysWall()
    {
        await using var core = await TestCore.CreateAsync();

        // Both at 18:30 in Berlin, a Sunday, on either side of the change of 29 March.
        core.Platform.Posts = _ =>
        [
            FakePlatform.Post("summer", 1, likes: 30) with { PublishedAt = new DateTimeOffset(2026, 3, 29, 16, 30, 0, TimeSpan.Zero) },
            FakePlatform.Post("winter", 1, likes: 10) with { PublishedAt = new DateTimeOffset(2026, 3, 22, 17, 30, 0, TimeSpan.Zero) },
        ];
        await core.Database.WriteAsync(db => Task.FromResult(db.Add(new AgencySetting { Name = "TimeZone", Value = "Europe/Berlin" })), CancellationToken.None);
        var talent = await SyncedAsync(core, "mara");

        Assert.Equal([new PublishingHour(DayOfWeek.Sunday, 18, 2, 21)], (await GetAsync(core, talent)).Hours);
    }

    [Fact]
    public async Task Cache_ClearedWhileComputing_KeepsNoStaleAnswer()
    {
        var cache = new IntelligenceCache();
        var talent = Guid.NewGuid();
        var asked = (_year, AgencyDays.Utc);
        var stale = await cache.GetAsync(talent, asked, () =>
        {
            cache.Clear(talent);
            return Task.FromResult(Numbers(1));
        });

        var fresh = await cache.GetAsync(talent, asked, () => Task.FromResult(Numbers(2)));

        Assert.Equal((1, 2), (stale.Posts.Count, fresh.Posts.Count));
    }

    [Fact]
    public async Task Cache_AnotherTalentChangedWhileComputing_KeepsTheAnswer()
    {
        var cache = new IntelligenceCache();
        var talent = Guid.NewGuid();
        var asked = (_year, AgencyDays.Utc);
        await cache.GetAsync(talent, asked, () =>
        {
            cache.Clear(Guid.NewGuid());
            return Task.FromResult(Numbers(1));
        });

        Assert.Equal(1, (await cache.GetAsync(talent, asked, () => Task.FromResult(Numbers(2)))).Posts.Count);
    }

    [Fact]
    public async Task Cache_AskedTwice_ComputesOnceForAPeriodAndAZone()
    {
        var cache = new IntelligenceCache();
        var computed = 0;
        foreach (var zone in new[] { "UTC", "UTC", "Europe/Berlin" })
        {
            await cache.GetAsync(Guid.Empty, (_year, new AgencyDays(TimeZoneInfo.FindSystemTimeZoneById(zone))), () => Task.FromResult(Numbers(++computed)));
        }

        Assert.Equal(2, computed);
    }

    private static PlatformPost Post(string id, int day, long views, long likes, long comments) =>
        FakePlatform.Post(id, day, likes) with { Views = Metric.Of(views), Comments = Metric.Of(comments) };

    private static async Task<Guid> SyncedAsync(TestCore core, params string[] handles)
    {
        await core.StartAsync();
        var talent = await core.TalentAsync();
        foreach (var handle in handles)
        {
            await core.UntilAsync((await core.ConnectAsync(handle, talent.Id)).Id, SyncStatus.Ready);
        }

        return talent.Id;
    }

    private static async Task ReadAgainAsync(TestCore core, Guid talent, DateTimeOffset since)
    {
        var connection = Assert.Single(await core.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None) ?? []);
        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        await core.UntilAsync(connection.Id, view => view.Status == SyncStatus.Ready && view.LastSyncedAt >= since);
    }

    private static Task<TalentIntelligence> GetAsync(TestCore core, Guid talent, IntelligencePeriod? period = null) =>
        core.Get<TalentIntelligenceQuery>().GetAsync(talent, period ?? _year, CancellationToken.None);

    private static TalentIntelligence Numbers(int posts) => new()
    {
        Period = _year,
        Accounts = [],
        Posts = Posts(posts),
        PostsBefore = Posts(0),
        Hours = [],
        Private = [],
    };

    private static PostsInPeriod Posts(int count) => new()
    {
        Count = count,
        Views = new(null, 0, count),
        Likes = new(null, 0, count),
        Comments = new(null, 0, count),
        Shares = new(null, 0, count),
        ByFollowers = new(null, 0, "None."),
        ByViews = new(null, 0, "None."),
        MedianViews = null,
        ViewedPosts = 0,
        Best = null,
        PerWeek = 0,
    };
}
