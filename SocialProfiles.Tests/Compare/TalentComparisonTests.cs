using SocialProfiles.Core;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.Components;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Compare;
using SocialProfiles.Web.Components.Find;

namespace SocialProfiles.Tests.Compare;

public sealed class TalentComparisonTests : ComponentTests
{
    [Fact]
    public async Task Get_TwoTalents_AddsUpProfilesAndSaysHowManyAreKnown()
    {
        await using var core = await FilledAsync();
        var ids = await IdsAsync(core, "Ada", "Ben");

        var comparison = await core.Get<TalentComparison>().GetAsync(ids, platform: null, days: 28, CancellationToken.None);
        var (ada, ben) = (comparison.Talents[0], comparison.Talents[1]);

        Assert.Equal(["FAKE", "OTHER"], comparison.Platforms);
        Assert.Equal(new Compared<long>(30_000, 2, 2), ada.Followers);

        // 22,000 → 24,000 and 6,000 unread then: only the one that is known at both ends.
        Assert.Equal((2_000, 1, 2), (ada.Growth.Value.Change, ada.Growth.Known, ada.Growth.Profiles));
        Assert.Equal(2_000 / 22_000.0, ada.Growth.Value.Rate!.Value, precision: 12);

        // (0.04 × 30 posts + 0.08 × 10 posts) / 40 posts.
        Assert.Equal(0.05, ada.EngagementRate.Value, precision: 12);
        Assert.Equal(("DE", 0.75), (ben.Country.Value.Code, ben.Country.Value.Share));
        Assert.Equal((false, MetricGap.NotGranted), (ada.Country.IsKnown, ada.Country.Gap));
    }

    [Fact]
    public async Task Get_OnePlatform_ComparesItsProfilesAlone()
    {
        await using var core = await FilledAsync();

        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ben", "Ada"), "OTHER", days: 28, CancellationToken.None);

        Assert.Equal(["Ben", "Ada"], comparison.Talents.Select(x => x.Name));
        Assert.Empty(comparison.Talents[0].Profiles);
        Assert.Equal(6_000, comparison.Talents[1].Followers.Value);
    }

    [Fact]
    public async Task Get_ArchivedOrGoneTalent_IsLeftOut()
    {
        await using var core = await FilledAsync();
        var ids = await IdsAsync(core, "Ada", "Ben");
        await core.Get<ArchiveTalent>().ExecuteAsync(ids[0], archived: true, TestCore.Admin, CancellationToken.None);

        var comparison = await core.Get<TalentComparison>().GetAsync([.. ids, Guid.NewGuid()], platform: null, days: 28, CancellationToken.None);

        Assert.Equal("Ben", Assert.Single(comparison.Talents).Name);
    }

    [Fact]
    public async Task Get_ProfileThatHidesItsFollowers_LeavesTheLineOfTheOthersAndSaysHowManyItSums()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("Ada", 500_000) { Before = [(10, 480_000), (5, 490_000)] },
            new ReadProfile("Ada", null, "OTHER") { Before = [(10, null), (5, null)] });

        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ada"), platform: null, days: 28, CancellationToken.None);

        var ada = Assert.Single(comparison.Talents);
        Assert.Equal([480_000L, 490_000L], ada.Line.Where(day => day is not null));
        Assert.Equal((1, 2), (ada.LineProfiles, ada.Profiles.Count));
        Assert.Contains("Ada's line sums 1 of 2 profiles.", Render<CompareLine>(parameters => parameters.Add(x => x.Comparison, comparison)).Text(), StringComparison.Ordinal);
    }

    /// <summary>A reading that ended early says nothing about the one before.</summary>
    [Fact]
    public async Task Get_AudienceOfWhichTheNewestReadingEndedEarly_IsThatOfTheReadingBeforeAsInFind()
    {
        await using var core = await FilledAsync();
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Database.WriteAsync(
            db =>
            {
                var read = db.Insights.First();
                db.Add(new AccountInsight { ConnectionKey = read.ConnectionKey, Metric = read.Metric, Day = read.Day + 1, Slice = "", Gap = MetricGap.NotRead });
                return Task.FromResult(0);
            },
            CancellationToken.None);

        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ben"), platform: null, days: 28, CancellationToken.None);
        var found = await core.Get<TalentFinder>().FindAsync(new FindRequest(new FindConditions(Country: "DE", CountryShareFrom: 0.7)), CancellationToken.None);

        Assert.Equal(new AudienceCountry("DE", 0.75, IsOfViews: false), Assert.Single(comparison.Talents).Country.Value);
        Assert.Equal("Ben", Assert.Single(found.Rows).Numbers.TalentName);
    }

    [Fact]
    public async Task Rows_AudienceOfAPlatformThatGivesNone_BlamesNoPermission()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER") { Insights = [] });
        await core.Database.WriteAsync(core.Time.GetUtcNow(), new ReadProfile("Ada", 6_000, "OTHER"));

        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ada"), platform: null, days: 28, CancellationToken.None);

        Assert.Equal("Unknown: Fake doesn't provide this number.", CompareRows.Of(comparison, core.Get<PlatformCatalog>(), core.Time.GetUtcNow()).Single(row => row.Name == "Audience").Cells[0].Full);
    }

    /// <summary>The platform's fault and the missing permission are said, here and in Find, and not blamed on the posts.</summary>
    [Fact]
    public async Task Rows_NumbersOfPostsThatAreBrokenOrNotGranted_SayWhichItIsAsFindDoes()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        var now = core.Time.GetUtcNow();
        await core.Database.WriteAsync(
            now,
            new ReadProfile("Ada", 6_000) { Rate = 0.05, MedianViews = 900, LastPostDaysAgo = 1 },
            new ReadProfile("Ben", 6_000, "OTHER") { PostsGap = MetricGap.NotGranted });
        await core.Database.WriteAsync(
            db =>
            {
                db.AddRange(((CanaryMetric[])[CanaryMetric.PostLikes, CanaryMetric.PostViews]).Select(metric => new MetricBreak
                {
                    Id = Guid.NewGuid(),
                    IsSandbox = db.IsSandbox,
                    Platform = "FAKE",
                    Metric = metric,
                    Since = now.AddHours(-1),
                }));
                return Task.FromResult(0);
            },
            CancellationToken.None);

        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ada", "Ben"), platform: null, days: 28, CancellationToken.None);
        var rows = CompareRows.Of(comparison, core.Get<PlatformCatalog>(), now).ToDictionary(row => row.Name);
        ProfileNumbers[] found = [.. comparison.Talents.Select(talent => talent.Profiles[0])];

        string[] reasons = ["Unknown: Fake gave a number that can't be right.", "Unknown: needs the talent's permission."];
        Assert.Equal(reasons, rows["Engagement rate"].Cells.Select(cell => cell.Full));
        Assert.Equal(reasons, rows["Median views"].Cells.Select(cell => cell.Full));
        Assert.Equal(reasons, found.Select(profile => FindText.NoRate(profile, "Fake")));
        Assert.Equal(reasons, found.Select(profile => FindText.NoViews(profile, "Fake")));
        Assert.Equal(reasons[1], FindText.NoLastPost(found[1], "Fake"));
    }

    [Fact]
    public async Task Rows_Best_IsMarkedOnlyAmongSeveralThatDiffer()
    {
        await using var core = await FilledAsync();
        var comparison = await core.Get<TalentComparison>().GetAsync(await IdsAsync(core, "Ada", "Ben"), "FAKE", days: 28, CancellationToken.None);

        var rows = CompareRows.Of(comparison, core.Get<PlatformCatalog>(), core.Time.GetUtcNow()).ToDictionary(row => row.Name);

        Assert.Equal([true, false], rows["Followers"].Cells.Select(cell => cell.IsBest));
        Assert.Equal([false, false], rows["Growth, 28 days"].Cells.Select(cell => cell.IsBest));
        Assert.Equal((null, "No reading from 28 days ago yet."), (rows["Growth, 28 days"].Cells[1].Text, rows["Growth, 28 days"].Cells[1].Full));
        Assert.Equal("Unknown: needs the talent's permission.", rows["Audience"].Cells[0].Full);
    }

    [Fact]
    public async Task Get_PostsAWeek_StandAgainstProfilesOfTheSamePlatformAndSize()
    {
        var platform = new FakePlatform { OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, 2_000)) };
        await using var core = await TestCore.CreateAsync(platform);
        var now = core.Time.GetUtcNow();

        // So many posts of the window as the handle says, older ones, and stories, which don't count.
        platform.Posts = account =>
        [
            .. Enumerable.Range(1, account.Handle[^1] - '0').Select(i => FakePlatform.Post($"new{i}", i) with { PublishedAt = now.AddDays(-i) }),
            .. Enumerable.Range(1, 9).Select(i => FakePlatform.Post($"old{i}", i) with { PublishedAt = now.AddDays(-28 - i) }),
            .. Enumerable.Range(1, 9).Select(i => FakePlatform.Post($"story{i}", i) with { PublishedAt = now.AddDays(-1), Kind = PostKind.Story }),
        ];
        await core.StartAsync();
        List<Guid> talents = [];
        foreach (var handle in Enumerable.Range(1, 5).Select(i => $"peer{i}"))
        {
            var connection = await core.ConnectAsync(handle);
            await core.UntilAsync(connection.Id, SyncStatus.Ready);
            talents.Add(connection.TalentId);
        }

        var comparison = await core.Get<TalentComparison>().GetAsync([talents[0], talents[3]], platform: null, days: 28, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromDays(28));
        var later = await core.Get<TalentComparison>().GetAsync([talents[0], talents[3]], platform: null, days: 28, CancellationToken.None);

        Assert.Equal([(0.25, new Place(10, 5)), (1, new Place(70, 5))], comparison.Talents.Select(x => (x.PostsAWeek.Value, x.Places.PostsAWeek)));

        // Time alone takes the posts out of the window: nobody posted, and all stand alike.
        Assert.Equal([(0, new Place(50, 5)), (0, new Place(50, 5))], later.Talents.Select(x => (x.PostsAWeek.Value, x.Places.PostsAWeek)));
    }

    private static async Task<Guid[]> IdsAsync(TestCore core, params string[] names)
    {
        var rows = (await core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows;
        return [.. names.Select(name => rows.Single(row => row.Name == name).Id)];
    }

    private static async Task<TestCore> FilledAsync()
    {
        var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("Ada", 24_000) { Before = [(28.2, 22_000)], Rate = 0.04, RatedPosts = 30, MedianViews = 900 },
            new ReadProfile("Ada", 6_000, "OTHER") { Rate = 0.08, RatedPosts = 10 },
            new ReadProfile("Ben", 15_000) { Countries = [("DE", 75), ("FR", 25)] });
        return core;
    }
}
