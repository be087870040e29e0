using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Home;

/// <summary>
/// Reads how the agency does, once for all who look. Syncs outdate it, and it is read again at most every <see cref="Pause"/>; what a
/// person does to talents is there at once.
/// </summary>
public sealed class HomeQuery
{
    /// <summary>Posts of a list.</summary>
    public const int MostPosts = 6;

    /// <summary>Profiles of a list of movers.</summary>
    public const int MostMovers = 5;

    /// <summary>From how many medians on a post stands out here.</summary>
    public const double LeastRatio = 2;

    /// <summary>Between two readings, however much is synced.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Profiles grow stale without anything happening.
    private static readonly TimeSpan _goodFor = TimeSpan.FromMinutes(1);

    // Tens of thousands of attempts a day: one more or less is no news.
    private static readonly TimeSpan _syncsGoodFor = TimeSpan.FromMinutes(1);

    private readonly RosterNumbers _roster;
    private readonly TimeProvider _time;
    private readonly KeptReading<HomeNumbers> _kept;
    private readonly KeptReading<SyncSuccess> _syncs;

    public HomeQuery(Database database, RosterNumbers roster, RosterChanges changes, TimeProvider time)
    {
        (_roster, _time) = (roster, time);
        _kept = new(() => database.ReadAsync(ReadAsync, CancellationToken.None), Pause, _goodFor, time);
        changes.Listen(_kept.Clear, _kept.Outdate);
        _syncs = new(() => database.ReadAsync(SyncsAsync, CancellationToken.None), _syncsGoodFor, _syncsGoodFor, time);
    }

    public Task<HomeNumbers> GetAsync(CancellationToken cancellationToken) => _kept.GetAsync(cancellationToken);

    private async Task<HomeNumbers> ReadAsync(SocialProfilesDbContext db)
    {
        var now = _time.GetUtcNow();
        var fresh = now - RosterFilter.StaleAfter;
        var connections =
            from judged in db.JudgedConnections
            join talent in db.Talents on judged.Connection.TalentId equals talent.Id
            join found in db.Profiles on judged.Connection.Key equals found.ConnectionKey into profiles
            from profile in profiles.DefaultIfEmpty()
            where talent.ArchivedAt == null
            select new
            {
                judged.Connection,
                Profile = profile,
                Talent = talent,
                IsBroken = judged.FollowersBroken,
                judged.ViewsBroken,
            };

        // Followers are the first of a profile's metrics.
        const long reason = MetricGaps.Mask;
        const long rounded = 1L << MetricGaps.FirstRoundedBit;
        var sums = await connections.GroupBy(_ => 1).Select(all => new
        {
            LinkOnly = all.Count(x => x.Connection.Status == SyncStatus.Ready && x.Connection.LastSyncedAt == null),
            Profiles = all.Count(),
            Fresh = all.Count(x => x.Connection.LastSyncedAt >= fresh),
            Known = all.Count(x => x.Profile!.Followers <= Believable.Most && !x.IsBroken),
            Followers = all.Sum(x => x.Profile!.Followers <= Believable.Most && !x.IsBroken ? x.Profile!.Followers : null),
            Rounded = all.Count(x => x.Profile!.Followers <= Believable.Most && !x.IsBroken && (x.Profile!.Gaps & rounded) != 0),
            Unbelievable = all.Count(x => x.Profile!.Followers > Believable.Most || (x.IsBroken && x.Profile!.Followers != null) || (x.Profile!.Gaps & reason) == (long)Platforms.MetricGap.Unbelievable),
        }).SingleOrDefaultAsync();
        var active = db.Talents.Where(x => x.ArchivedAt == null);
        var talents = await active.CountAsync();
        var withoutWorking = await new RosterFilter(Freshness: RosterFreshness.NoneWorks).Apply(db, active, now).CountAsync();
        var syncing = (sums?.Profiles ?? 0) - (sums?.LinkOnly ?? 0);

        var week = now - RecentFigures.StandoutAge;
        var posts = from x in connections
                    join post in db.Posts on x.Connection.Key equals post.ConnectionKey
                    join found in db.PostInsights on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
                    from more in insights.DefaultIfEmpty()
                    select new { x.Connection, x.Profile, x.Talent, x.ViewsBroken, Post = post, More = more };
        var standouts = await posts
            .Where(x => x.Post.PlatformPostId == x.Profile!.StandoutPostId && x.Profile!.StandoutRatio >= LeastRatio && !x.ViewsBroken && x.Profile!.StandoutPublishedAt > week)
            .OrderByDescending(x => x.Profile!.StandoutRatio).ThenBy(x => x.Connection.Key).Take(MostPosts)
            .Select(x => new HomePost(x.Talent.Id, x.Talent.Name, x.Connection.Id, x.Connection.Platform, x.Connection.Handle, x.Post, x.More, x.ViewsBroken, x.Profile!.StandoutRatio)).ToListAsync();
        var newest = await posts
            .Where(x => x.Post.PlatformPostId == x.Profile!.LastPostId)
            .OrderByDescending(x => x.Profile!.LastPostAt).ThenBy(x => x.Connection.Key).Take(MostPosts)
            .Select(x => new HomePost(x.Talent.Id, x.Talent.Name, x.Connection.Id, x.Connection.Platform, x.Connection.Handle, x.Post, x.More, x.ViewsBroken, null)).ToListAsync();
        var roster = await _roster.GetAsync(CancellationToken.None);
        return new HomeNumbers
        {
            AsOf = now,
            Audience = new Audience(sums is { Known: > 0 } ? sums.Followers : null, sums?.Known ?? 0, syncing, sums?.Rounded ?? 0, sums?.Unbelievable ?? 0),
            Talents = talents,
            ConnectedTalents = talents - withoutWorking,
            SyncingProfiles = syncing,
            FreshProfiles = sums?.Fresh ?? 0,
            LinkOnlyProfiles = sums?.LinkOnly ?? 0,
            Syncs = await _syncs.GetAsync(CancellationToken.None),
            Movers = Movers.Of(roster.Profiles, MostMovers),
            Standouts = standouts,
            Newest = newest,
        };
    }

    private async Task<SyncSuccess> SyncsAsync(SocialProfilesDbContext db)
    {
        var since = _time.GetUtcNow().AddDays(-1);
        var counted = await (
            from attempt in db.SyncAttempts
            join connection in db.Connections on attempt.ConnectionKey equals connection.Key
            where attempt.EndedAt > since && attempt.Outcome != SyncOutcome.Retried
            group attempt by attempt.Outcome into outcomes
            select new { outcomes.Key, Count = outcomes.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count);
        var succeeded = counted.GetValueOrDefault(SyncOutcome.Succeeded);
        return new SyncSuccess(succeeded, succeeded + counted.GetValueOrDefault(SyncOutcome.Failed));
    }
}
