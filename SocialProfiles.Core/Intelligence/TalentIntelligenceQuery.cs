using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Reads a talent's numbers over a period, cached until one of the connections changes.</summary>
public sealed class TalentIntelligenceQuery(Database database, IntelligenceCache cache, AgencyClock clock)
{
    public Task<TalentIntelligence> GetAsync(Guid talentId, IntelligencePeriod period, CancellationToken cancellationToken) =>
        GetAsync(talentId, period, IntelligenceScope.All, cancellationToken);

    /// <summary>Of some of the talent's accounts.</summary>
    public async Task<TalentIntelligence> GetAsync(Guid talentId, IntelligencePeriod period, IntelligenceScope scope, CancellationToken cancellationToken)
    {
        var days = await clock.GetDaysAsync(cancellationToken);
        var today = await clock.GetTodayAsync(cancellationToken);
        return await cache.GetAsync(
            talentId,
            (period, days),
            () => database.ReadAsync(db => ComputeAsync(db, talentId, scope, period, days, today, cancellationToken), cancellationToken),
            // Tomorrow the same days are all over, and private numbers of them are others.
            scope.Key + (period.To < today ? "" : " until today"));
    }

    /// <summary>Over so many days of which today is the last.</summary>
    public async Task<TalentIntelligence> GetAsync(Guid talentId, int days, CancellationToken cancellationToken) =>
        await GetAsync(talentId, IntelligencePeriod.Last(days, await clock.GetTodayAsync(cancellationToken)), cancellationToken);

    private static async Task<TalentIntelligence> ComputeAsync(
        SocialProfilesDbContext db, Guid talentId, IntelligenceScope scope, IntelligencePeriod period, AgencyDays days, DateOnly today, CancellationToken cancellationToken)
    {
        var found = await (
            from connection in db.Connections
            join profile in db.Profiles on connection.Key equals profile.ConnectionKey
            where connection.TalentId == talentId
            orderby connection.Key
            select new Account(connection.Key, connection.Id, connection.Platform, connection.Handle, connection.Type, connection.LastSyncedAt, profile)
            {
                Source = db.Set<ProfileReading>().Where(x => x.ConnectionKey == connection.Key && x.Source != ProfileReading.ImportedSource).OrderByDescending(x => x.FirstReadAt).Select(x => x.Source).FirstOrDefault(),
                StoredPosts = db.Set<SocialPost>().Count(x => x.ConnectionKey == connection.Key && x.Kind != PostKind.Story),
                OldestPostAt = db.Set<SocialPost>().Where(x => x.ConnectionKey == connection.Key && x.Kind != PostKind.Story).Min(x => x.PublishedAt),
            }).ToListAsync(cancellationToken);
        var accounts = found.FindAll(account => scope.Has(account.Platform, account.Id));
        var sources = await db.MetricSources.ToDictionaryAsync(source => source.Key, cancellationToken);
        var keys = accounts.ConvertAll(account => account.Key);
        var readings = await ReadingsAsync(db, keys, period, days, cancellationToken);
        var gains = (await db.DailyGains.Where(x => keys.Contains(x.ConnectionKey) && x.Day >= period.From.DayNumber && x.Day <= period.To.DayNumber).ToListAsync(cancellationToken))
            .ToLookup(gain => gain.ConnectionKey);
        var breaks = await PlatformBreaks.ReadAsync(db, days.StartOf(period.Before.From), cancellationToken);
        var broken = accounts.ToDictionary(account => account.Key, account => breaks.Of(account.Platform, account.Type == ConnectionType.OAuth));
        var posts = await PostAggregates.ReadAsync(db, keys, period, days, broken, cancellationToken);

        var all = accounts.ConvertAll(account => Of(account, [.. readings[account.Key]], gains[account.Key], posts, sources, broken[account.Key], period, days));
        List<(long, Guid, long?)> now = [.. accounts.Select(account => (account.Key, account.Id, Believed(account.Profile.Followers, broken[account.Key])))];
        List<(long, Guid, long?)> before = [.. accounts.Select((account, i) => (account.Key, account.Id, all[i].FollowersAtStart))];
        return new TalentIntelligence
        {
            Period = period,
            Accounts = all,
            Posts = posts.OfAll(now, isNow: true, period),
            PostsBefore = posts.OfAll(before, isNow: false, period.Before),
            Hours = posts.Hours,
            Private = await PrivateNumbersReading.ReadAsync(db, accounts.ConvertAll(account => (account.Key, account.Platform, account.Handle)), sources, period.To < today ? period : new(period.From.AddDays(-1), today.AddDays(-1)), cancellationToken),
        };
    }

    private static async Task<ILookup<long, ProfileReading>> ReadingsAsync(
        SocialProfilesDbContext db, List<long> keys, IntelligencePeriod period, AgencyDays days, CancellationToken cancellationToken)
    {
        var from = days.StartOf(period.From) - FollowerDays.StartAge;
        var to = days.EndOf(period.To);

        // Of the period before, its start alone.
        var before = days.StartOf(period.Before.From) - FollowerDays.StartAge;
        var started = days.EndOf(period.Before.From);
        var readings = await db.ProfileReadings
            .Where(x => keys.Contains(x.ConnectionKey) && ((x.FirstReadAt < to && x.LastReadAt >= from) || (x.FirstReadAt < started && x.LastReadAt >= before)))
            .OrderBy(x => x.ConnectionKey).ThenBy(x => x.FirstReadAt)
            .ToListAsync(cancellationToken);
        return readings.ToLookup(reading => reading.ConnectionKey);
    }

    private static AccountIntelligence Of(
        Account account, IReadOnlyList<ProfileReading> readings, IEnumerable<DailyGain> gains, PostAggregates posts, Dictionary<int, MetricSource> sources, BrokenMetrics broken, IntelligencePeriod period, AgencyDays days)
    {
        var profile = account.Profile;
        var followersAtStart = FollowerDays.AtStart(readings, broken, period, days);
        var gained = gains.ToDictionary(gain => gain.Day);
        var published = posts.Of(account.Key, account.Id, Believed(profile.Followers, broken), isNow: true, period);
        // Where no list of posts is given, a sync says nothing of what they gained.
        var listed = profile.PostsGap == MetricGap.None;
        var givesViews = listed && (profile.RecentMedianViews is not null || published.ViewedPosts > 0 || gained.Values.Any(gain => gain.Views is not null));
        var givesInteractions = listed && (profile.RecentPosts > 0 || published.Likes.Known + published.Comments.Known > 0 || gained.Values.Any(gain => gain.Likes is not null || gain.Comments is not null));
        var series = FollowerDays.Of(readings, gained, (givesViews, givesInteractions), broken, period, days);
        return new AccountIntelligence
        {
            ConnectionId = account.Id,
            Platform = account.Platform,
            Handle = account.Handle,
            IsByConsent = account.Type == ConnectionType.OAuth,
            LastSyncedAt = account.LastSyncedAt,
            Followers = Trusted(CanaryMetric.Followers, profile.FollowersMetric),
            AllPosts = Trusted(CanaryMetric.Posts, profile.PostsMetric),
            AllViews = Trusted(CanaryMetric.Views, profile.ViewsMetric),
            AllLikes = Trusted(CanaryMetric.Likes, profile.LikesMetric),
            FollowersAtStart = followersAtStart,
            FollowersBefore = FollowerDays.AtStart(readings, broken, period.Before, days),
            FollowersAtEnd = series.LastOrDefault(day => day.Followers is not null)?.Followers,
            Days = series,
            Posts = published,
            PostsBefore = posts.Of(account.Key, account.Id, followersAtStart, isNow: false, period.Before),
            List = new AccountPosts(account.Platform, account.Handle, account.Type == ConnectionType.OAuth, profile.PostReading),
            Breaks = [.. broken.Breaks.Where(x => x.Until is not { } until || until >= days.StartOf(period.From))],
            Source = sources.GetValueOrDefault(account.Source),
            PostsKnownSince = profile.Posts <= account.StoredPosts || account.OldestPostAt is not { } oldest ? null : days.Of(oldest),
        };

        Metric Trusted(CanaryMetric metric, Metric read) => broken.IsBroken(metric) && read.Value is not null ? Metric.Unknown(MetricGap.Unbelievable) : read;
    }

    private static long? Believed(long? followers, BrokenMetrics broken) => followers <= Believable.Most && !broken.IsBroken(CanaryMetric.Followers) ? followers : null;

    private sealed record Account(long Key, Guid Id, string Platform, string Handle, ConnectionType Type, DateTimeOffset? LastSyncedAt, SocialProfile Profile)
    {
        public int Source { get; init; }

        public int StoredPosts { get; init; }

        public DateTimeOffset? OldestPostAt { get; init; }
    }
}
