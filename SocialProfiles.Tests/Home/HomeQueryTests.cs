using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Home;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
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
            new ReadProfile("Unread then", 9_000) { Before = [(8.5, 1)] });

        var movers = (await core.Get<HomeQuery>().GetAsync(CancellationToken.None)).Movers;

        Assert.Equal(["Gains most", "Gains fastest", "Tiny"], movers.Up.Select(x => x.TalentName));
        Assert.Equal(["Gains fastest", "Gains most"], movers.UpByRate.Select(x => x.TalentName));
        Assert.Equal(["Loses"], movers.Down.Select(x => x.TalentName));
        Assert.Equal((5, 6), (movers.Known, movers.Profiles));
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
        await core.Database.WriteAsync(
            db =>
            {
                foreach (var (profile, ratio) in db.Profiles.OrderBy(x => x.ConnectionKey).AsEnumerable().Zip([1.4, 3.5]))
                {
                    db.Add(new SocialPost { ConnectionKey = profile.ConnectionKey, PlatformPostId = "p", PublishedAt = now.AddHours(-profile.ConnectionKey), Views = 10 });
                    var entry = db.Entry(profile);
                    entry.State = Microsoft.EntityFrameworkCore.EntityState.Unchanged;
                    entry.Property(x => x.StandoutRatio).CurrentValue = ratio;
                    entry.Property(x => x.StandoutPostId).CurrentValue = "p";
                    entry.Property(x => x.StandoutPublishedAt).CurrentValue = now.AddDays(-1);
                    entry.Property(x => x.LastPostId).CurrentValue = "p";
                    entry.Property(x => x.LastPostAt).CurrentValue = now.AddHours(-profile.ConnectionKey);
                }

                return Task.FromResult(0);
            },
            CancellationToken.None);

        var home = await core.Get<HomeQuery>().GetAsync(CancellationToken.None);

        Assert.Equal(("Loud", 3.5), (Assert.Single(home.Standouts).TalentName, home.Standouts[0].Ratio));
        Assert.Equal(["Calm", "Loud"], home.Newest.Select(post => post.TalentName));
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

    private static SyncAttempt Attempt(long key, DateTimeOffset at, SyncOutcome outcome) => new() { ConnectionKey = key, StartedAt = at, EndedAt = at, Outcome = outcome };
}
