using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Home;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Home;

public sealed class HomeQueryTests
{
    [Fact]
    public async Task Get_NobodyOnTheRoster_KnowsNothingAndSaysNoZero()
    {
        await using var core = await TestCore.CreateAsync();

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal((0, 0), (home.Talents, home.SyncingProfiles));
        Assert.Equal(new Audience(null, 0, 0, 0, 0), home.Audience);
        Assert.Null(home.Syncs.Rate);
        Assert.Empty(home.Movers.Up);
    }

    [Fact]
    public async Task Get_Profiles_SumsWhatIsBelievableAndCountsTheRest()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("A", 1_000),
            new ReadProfile("B", 2_000) { IsRounded = true },
            new ReadProfile("C", null) { Gap = MetricGap.Unbelievable },
            new ReadProfile("D", 9_000_000_000_000_000_000),
            new ReadProfile("E", 9_000_000_000_000_000_000),
            new ReadProfile("F", null));

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal(new Audience(3_000, 2, 6, 1, 3), home.Audience);
        Assert.Equal((6, 6, 6, 6), (home.Talents, home.ConnectedTalents, home.SyncingProfiles, home.FreshProfiles));
    }

    /// <summary>A sync that goes on or waits for its platform takes nobody's numbers away; what never came was never there.</summary>
    [Fact]
    public async Task Get_ProfilesInEveryState_CountsWhoHasOneThatWorksAndTheRestIsWhomTheRosterLists()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("Syncs", 1_000) { Status = SyncStatus.Syncing },
            new ReadProfile("Waits", 1_000) { Status = SyncStatus.Pending, SyncedDaysAgo = 0.2 },
            new ReadProfile("Fails", 1_000) { Status = SyncStatus.Error },
            new ReadProfile("New", null) { Status = SyncStatus.Pending, SyncedDaysAgo = null },
            new ReadProfile("Link", null) { SyncedDaysAgo = null });

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal((2, 5), (home.ConnectedTalents, home.Talents));
        Assert.Equal(["Fails", "Link", "New"], await NamesAsync(core, RosterFreshness.NoneWorks));
        Assert.Equal((2, 4), (home.FreshProfiles, home.SyncingProfiles));
        Assert.Equal(["New", "Waits"], await NamesAsync(core, RosterFreshness.Stale));
    }

    [Fact]
    public async Task Get_WeekOfReadings_RanksGainsAndLosses()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("Gains most", 103_000) { Before = [(7.1, 100_000)] },
            new ReadProfile("Gains fastest", 3_000) { Before = [(7.1, 2_000)] },
            new ReadProfile("Tiny", 90) { Before = [(7.1, 30)] },
            new ReadProfile("Loses", 4_500) { Before = [(7.9, 5_000)] },
            new ReadProfile("Still", 5_000) { Before = [(7.1, 5_000)] },
            new ReadProfile("Unread then", 9_000) { Before = [(8.5, 1)] },
            new ReadProfile("Unread now", 10_800) { Before = [(7.1, 10_000)], SyncedDaysAgo = 5, Status = SyncStatus.Error });

        var movers = (await core.Get<HomeQuery>().GetAsync(CancellationToken.None)).Movers;

        Assert.Equal(["Gains most", "Gains fastest", "Tiny"], movers.Up.Select(x => x.TalentName));
        Assert.Equal(["Gains fastest", "Gains most"], movers.UpByRate.Select(x => x.TalentName));
        Assert.Equal(["Loses"], movers.Down.Select(x => x.TalentName));
        Assert.Equal((5, 7), (movers.Known, movers.Profiles));
        Assert.Equal(-0.1, movers.DownByRate[0].WeekGrowth.Rate!.Value, precision: 9);
    }

    [Fact]
    public async Task Get_Attempts_CountsThoseOfTheDayThatAreOver()
    {
        await using var core = await TestCore.CreateAsync();
        var now = core.Time.GetUtcNow();
        await core.Database.WriteAsync(now, new ReadProfile("A", 1_000));
        await core.Database.WriteAsync(
            db =>
            {
                var key = db.Connections.Single().Key;
                db.AddRange(
                    Attempt(key, now.AddHours(-1), SyncOutcome.Succeeded),
                    Attempt(key, now.AddHours(-2), SyncOutcome.Succeeded),
                    Attempt(key, now.AddHours(-3), SyncOutcome.Failed),
                    Attempt(key, now.AddHours(-4), SyncOutcome.Retried),
                    Attempt(key, now.AddHours(-25), SyncOutcome.Failed));
                return Task.FromResult(0);
            },
            CancellationToken.None);

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal(new SyncSuccess(2, 3), home.Syncs);
    }

    [Fact]
    public async Task Get_Posts_NamesTheNewestAndThoseFarAboveTheUsual()
    {
        await using var core = await TestCore.CreateAsync();
        var now = core.Time.GetUtcNow();
        await core.Database.WriteAsync(now, new ReadProfile("Calm", 1_000), new ReadProfile("Loud", 1_000));
        await WritePostAsync(core, "Calm", ratio: 1.4, now.AddHours(-1), views: 10);
        await WritePostAsync(core, "Loud", ratio: 3.5, now.AddHours(-2), views: 10);

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal(("Loud", 3.5), (Assert.Single(home.Standouts).TalentName, home.Standouts[0].Ratio));
        Assert.Equal(["Calm", "Loud"], home.Newest.Select(post => post.TalentName));
    }

    /// <summary>Instagram shows the views of a post by the talent's permission alone.</summary>
    [Fact]
    public async Task Get_PostWhoseViewsOnlyThePermissionShows_ShowsThem()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(core.Time.GetUtcNow(), new ReadProfile("Ada", 1_000));
        await WritePostAsync(core, "Ada", ratio: 4.2, core.Time.GetUtcNow().AddHours(-1), views: null, permittedViews: 42_000);

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal(42_000, Assert.Single(home.Standouts).Views.Value);
        Assert.Equal(42_000, Assert.Single(home.Newest).Views.Value);
    }

    /// <summary>What syncs bring comes with the next reading, what a person does at once; and nobody reads twice for two who look.</summary>
    [Fact]
    public async Task Get_Again_IsTheSameUntilSomethingChangesAndThePauseIsOver()
    {
        await using var core = await TestCore.CreateAsync();
        var query = core.Get<HomeQuery>();
        var talent = await core.TalentAsync("First");
        var first = await query.GetAsync(CancellationToken.None);
        Assert.Same(first, await query.GetAsync(CancellationToken.None));

        core.Get<RosterChanges>().Committed([new ConnectionChanged(Guid.NewGuid(), talent.Id)]);
        Assert.Same(first, await query.GetAsync(CancellationToken.None));
        core.Time.Advance(HomeQuery.Pause);
        var second = await query.GetAsync(CancellationToken.None);
        Assert.NotSame(first, second);

        await core.TalentAsync("Second");
        Assert.Equal(2, (await query.GetAsync(CancellationToken.None)).Talents);
    }

    private static async Task<IEnumerable<string>> NamesAsync(TestCore core, RosterFreshness freshness) =>
        (await core.Get<TalentRoster>().GetAsync(new RosterRequest { Filter = new(Freshness: freshness) }, CancellationToken.None)).Rows.Select(row => row.Name);

    /// <summary>A talent's only post, as the newest and the one that stands out.</summary>
    private static Task<int> WritePostAsync(TestCore core, string talent, double ratio, DateTimeOffset published, long? views, long? permittedViews = null) => core.Database.WriteAsync(
        async db =>
        {
            var profile = await (
                from of in db.Talents
                join connection in db.Connections on of.Id equals connection.TalentId
                join found in db.Profiles on connection.Key equals found.ConnectionKey
                where of.Name == talent
                select found).SingleAsync();
            db.Add(new SocialPost { ConnectionKey = profile.ConnectionKey, PlatformPostId = "p", PublishedAt = published, Views = views });
            if (permittedViews is not null)
            {
                db.Add(new PostInsight { ConnectionKey = profile.ConnectionKey, PlatformPostId = "p", Views = permittedViews });
            }

            return await db.Profiles.Where(x => x.ConnectionKey == profile.ConnectionKey).ExecuteUpdateAsync(x => x
                .SetProperty(row => row.StandoutRatio, ratio).SetProperty(row => row.StandoutPostId, "p").SetProperty(row => row.StandoutPublishedAt, published)
                .SetProperty(row => row.LastPostId, "p").SetProperty(row => row.LastPostAt, published));
        },
        CancellationToken.None);

    private static SyncAttempt Attempt(long key, DateTimeOffset at, SyncOutcome outcome) => new() { ConnectionKey = key, StartedAt = at, EndedAt = at, Outcome = outcome };
}
