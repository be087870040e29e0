using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>What a sync keeps of a list of posts, what it says about the rest, and what it takes for gone.</summary>
public sealed class PostListTests
{
    private static readonly PlatformPost _a = FakePlatform.Post("a", 1);
    private static readonly PlatformPost _b = FakePlatform.Post("b", 2);

    [Fact]
    public async Task Sync_ItemsThatCannotBeRead_AreCountedAndSaidAndCostNothingElse()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnPage = _ => new PostPage([_b, _a with { PublishedAt = null }], null) { Unreadable = ["no id", "another shape", "no id"] };

        var now = await SyncAgainAsync(core);

        Assert.Equal(new PostReading(MetricGap.None, 3, 5), now.Posts);
        Assert.Equal(["a", "b"], await IdsAsync(core));
        Assert.Null(await core.Database.ReadAsync(db => db.Posts.Where(x => x.PlatformPostId == "a").Select(x => x.PublishedAt).SingleAsync(), CancellationToken.None));
        Assert.Equal("3 of 5 posts could not be read: 2 × no id, 1 × another shape", await LastDetailAsync(core));
    }

    [Fact]
    public async Task Sync_PostMissingBesideItemsThatCannotBeRead_IsKept()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnPage = _ => new PostPage([_b], null) { Unreadable = ["no id"] };

        await SyncAgainAsync(core);

        Assert.Equal(["a", "b"], await IdsAsync(core));
    }

    [Fact]
    public async Task Sync_PagesWithoutAnythingToKeep_GoOnWhileThereIsANextOne()
    {
        await using var core = await SyncedAsync(cursor => cursor switch
        {
            null => new PostPage([], "1") { NotPublic = 50 },
            "1" => new PostPage([], "2") { Unreadable = ["no id"] },
            _ => new PostPage([_b, _a], null),
        });

        Assert.Equal(["a", "b"], await IdsAsync(core));
    }

    [Fact]
    public async Task Sync_ListThatNeverHasAnything_IsGivenUpAndIsNoWordThatThereIsNone()
    {
        var platform = new FakePlatform();
        await using var core = await SyncedAsync(new PostPage([_b, _a], null), platform);
        var before = platform.Pages;
        platform.OnPage = cursor => new PostPage([], (cursor is null ? 1 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) { NotPublic = 50 };

        await SyncAgainAsync(core);

        Assert.Equal(PostCollector.MostBarrenPages, platform.Pages - before);
        Assert.Equal(["a", "b"], await IdsAsync(core));
    }

    [Fact]
    public async Task Sync_AccountThatDeletedAllItsPosts_LosesThemHereToo()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnPage = _ => PostPage.Empty;
        Counts(core, posts: 0);

        var now = await SyncAgainAsync(core);

        Assert.Empty(await IdsAsync(core));
        Assert.Equal(new PostReading(MetricGap.None, 0, 0), now.Posts);
    }

    [Fact]
    public async Task Sync_NothingListedThoughThePlatformCountsPosts_IsAGapAndDeletesNothing()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnPage = _ => PostPage.Empty;
        Counts(core, posts: 2);

        var now = await SyncAgainAsync(core);

        Assert.Equal(["a", "b"], await IdsAsync(core));
        Assert.Equal(MetricGap.NoDataYet, now.Posts!.Gap);
        Assert.Equal("no list of posts: NoDataYet", await LastDetailAsync(core));
    }

    [Fact]
    public async Task Sync_WholeListWithoutAnOldPost_DeletesItWhateverItsDate()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a, FakePlatform.Post("undated", 3) with { PublishedAt = null }], null));
        core.Platform.OnPage = _ => new PostPage([_b], null);
        Counts(core, posts: 1);

        await SyncAgainAsync(core);

        Assert.Equal(["b"], await IdsAsync(core));
    }

    [Fact]
    public async Task Sync_ListThatIsCutByTheDepth_KeepsWhatIsOlder()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnPage = _ => new PostPage([FakePlatform.Post("c", 3)], null) { EndsEarly = true };

        await SyncAgainAsync(core);

        Assert.Equal(["a", "b", "c"], await IdsAsync(core));
    }

    [Fact]
    public async Task Sync_StoryThatVanished_StaysWithItsNumbers()
    {
        var story = FakePlatform.Post("story", 3) with { Kind = PostKind.Story };
        var platform = new FakePlatform { OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["story"] = new() { Reach = Metric.Of(700) } }) };
        await using var core = await SyncedAsync(new PostPage([story, _b, _a], null), platform, byConsent: true);
        platform.OnPage = _ => new PostPage([_b], null);
        Counts(core, posts: 1);

        await SyncAgainAsync(core);

        Assert.Equal(["b", "story"], await IdsAsync(core));
        Assert.Equal(700, await core.Database.ReadAsync(db => db.PostInsights.Select(x => x.Reach).SingleAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Sync_ListThatIsNotGranted_IsReadyWithAGapAndAskedForOnceADay()
    {
        var platform = new FakePlatform();
        await using var core = await SyncedAsync(PostPage.Refused, platform, byConsent: true);
        var first = platform.Pages;
        var now = await SyncAgainAsync(core);

        Assert.Equal((SyncStatus.Ready, MetricGap.NotGranted, first), (now.Status, now.Posts!.Gap, platform.Pages));

        await SyncAgainAsync(core, TimeSpan.FromHours(24));
        Assert.Equal(first + 1, platform.Pages);
    }

    [Fact]
    public async Task Sync_AfterTheTalentGaveAccessAnew_AsksForTheListThatWasRefused()
    {
        var platform = new FakePlatform();
        await using var core = await SyncedAsync(PostPage.Refused, platform, byConsent: true);
        platform.OnPage = _ => new PostPage([_b, _a], null);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        var before = (await OneAsync(core)).LastSyncedAt;

        await core.ConsentAsync(talentId: (await OneAsync(core)).TalentId);
        var now = await core.UntilAsync((await OneAsync(core)).Id, view => view.Status == SyncStatus.Ready && view.LastSyncedAt > before);

        Assert.Equal(new PostReading(MetricGap.None, 0, 2), now.Posts);
    }

    [Fact]
    public async Task Activity_ListThatIsNotGranted_DoesNotSayThatThereAreNoPosts()
    {
        await using var core = await SyncedAsync(PostPage.NotGiven(MetricGap.NotGranted));

        var detail = await core.Database.ReadAsync(db => db.Activity.Where(x => x.Action == ActivityAction.SyncSucceeded).Select(x => x.Detail).SingleAsync(), CancellationToken.None);

        Assert.Equal("Profile only, no permission to read the posts", detail);
    }

    [Fact]
    public async Task Sync_HandleOfAnotherAccount_KeepsNothingOfTheFormerOne()
    {
        var today = new DateOnly(2026, 11, 24);
        var platform = new FakePlatform { OnInsights = () => new PlatformInsights([new(InsightMetric.Views, today, "", 7)], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["a"] = new() { Reach = Metric.Of(5) } }) };
        await using var core = await SyncedAsync(new PostPage([_b, _a], null), platform, byConsent: true);
        Assert.Equal((1, 1, 1), (await core.CountAsync<AccountInsight>(), await core.CountAsync<PostInsight>(), await core.CountAsync<ProfileReading>()));
        platform.OnInsights = () => PlatformInsights.None;
        platform.OnPage = _ => new PostPage([FakePlatform.Post("z", 5)], null);
        platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, followers: 3) with { AccountId = "somebody-else" });

        await SyncAgainAsync(core);

        Assert.Equal(["z"], await IdsAsync(core));
        Assert.Equal((0, 0, 1), (await core.CountAsync<AccountInsight>(), await core.CountAsync<PostInsight>(), await core.CountAsync<ProfileReading>()));
    }

    [Fact]
    public async Task Sync_SameAccountUnderANewHandle_KeepsItsHistory()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnProfile = (_, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile("mara.now") with { AccountId = "id-mara.lind" });

        var now = await SyncAgainAsync(core);

        Assert.Equal("mara.now", now.Handle);
        Assert.Equal((2, 1), (await core.CountAsync<SocialPost>(), await core.CountAsync<ProfileReading>()));
    }

    [Fact]
    public async Task Sync_AnswerWithoutTheAccountsId_KeepsTheOneThatIsKnown()
    {
        await using var core = await SyncedAsync(new PostPage([_b, _a], null));
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, 5) with { AccountId = null });

        await SyncAgainAsync(core);

        Assert.Equal("id-mara.lind", await core.Database.ReadAsync(db => db.Profiles.Select(x => x.AccountId).SingleAsync(), CancellationToken.None));
    }

    private static void Counts(TestCore core, long posts) =>
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { Posts = Metric.Of(posts) });

    private static Task<TestCore> SyncedAsync(PostPage page, FakePlatform? platform = null, bool byConsent = false) => SyncedAsync(_ => page, platform, byConsent);

    private static async Task<TestCore> SyncedAsync(Func<string?, PostPage> page, FakePlatform? platform = null, bool byConsent = false)
    {
        platform ??= new FakePlatform();
        platform.OnPage = cursor => page(cursor);
        // No sync of its own: it would race the test's.
        var core = await TestCore.CreateAsync(platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        await core.StartAsync();
        await core.UntilAsync((byConsent ? await core.ConsentAsync() : await core.ConnectAsync()).Id, SyncStatus.Ready);
        return core;
    }

    private static async Task<ConnectionView> SyncAgainAsync(TestCore core, TimeSpan? later = null)
    {
        core.Time.Advance(later ?? TimeSpan.FromSeconds(1));
        var connection = await OneAsync(core);
        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        return await core.UntilAsync(connection.Id, view => view.Status == SyncStatus.Ready && view.LastSyncedAt >= core.Time.GetUtcNow());
    }

    private static async Task<ConnectionView> OneAsync(TestCore core) =>
        await core.ReadAsync(await core.Database.ReadAsync(db => db.Connections.Select(x => x.Id).SingleAsync(), CancellationToken.None));

    private static Task<List<string>> IdsAsync(TestCore core) =>
        core.Database.ReadAsync(db => db.Posts.Select(x => x.PlatformPostId).Order().ToListAsync(), CancellationToken.None);

    private static Task<string?> LastDetailAsync(TestCore core) =>
        core.Database.ReadAsync(db => db.SyncAttempts.OrderByDescending(x => x.StartedAt).Select(x => x.Detail).FirstAsync(), CancellationToken.None);
}
