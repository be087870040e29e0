using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>What the database adds up of the posts that some accounts published in a period and in the one before; stories aside.</summary>
internal sealed class PostAggregates
{
    private readonly Dictionary<(long Account, bool IsNow), Sums> _sums;
    private readonly Dictionary<(long Account, bool IsNow), double> _medians;
    private readonly ILookup<long, BestPost> _best;

    private PostAggregates(IEnumerable<Sums> sums, IEnumerable<MiddleViews> medians, IEnumerable<BestPost> best, IReadOnlyList<PublishingHour> hours)
    {
        _sums = sums.ToDictionary(row => (row.Account, row.IsNow != 0));
        _medians = medians.ToDictionary(row => (row.Account, row.IsNow != 0), row => row.Views);
        _best = best.ToLookup(row => row.Account);
        Hours = hours;
    }

    /// <summary>Of the period itself, over all accounts.</summary>
    public IReadOnlyList<PublishingHour> Hours { get; }

    /// <param name="accounts">Keys of the connections.</param>
    /// <param name="broken">What can't be trusted now of each; it counts as unknown.</param>
    public static async Task<PostAggregates> ReadAsync(
        SocialProfilesDbContext db, IReadOnlyCollection<long> accounts, IntelligencePeriod period, AgencyDays days, IReadOnlyDictionary<long, BrokenMetrics> broken, CancellationToken cancellationToken)
    {
        if (accounts.Count == 0)
        {
            return new PostAggregates([], [], [], []);
        }

        var posts = Posts(accounts, period, days, broken);
        var sums = await db.Database.SqlQueryRaw<Sums>(Of(posts, """
            SELECT Account, IsNow, count(*) AS Count,
                sum(Views) AS Views, count(Views) AS KnownViews, sum(Likes) AS Likes, count(Likes) AS KnownLikes,
                sum(Comments) AS Comments, count(Comments) AS KnownComments, sum(Shares) AS Shares, count(Shares) AS KnownShares,
                coalesce(sum(Interactions), 0.0) AS Interactions, count(Interactions) AS Rated,
                coalesce(sum(CASE WHEN Views > 0 THEN Interactions / Views END), 0.0) AS ViewRates, count(CASE WHEN Views > 0 THEN Interactions END) AS ViewRated,
                max(ViewsGap) AS ViewsGap, max(LikesGap) AS LikesGap, max(CommentsGap) AS CommentsGap, max(SharesGap) AS SharesGap
            FROM posts GROUP BY Account, IsNow
            """)).ToListAsync(cancellationToken);

        // The middle one or two of each account, and of all together as account 0.
        var medians = await db.Database.SqlQueryRaw<MiddleViews>(Of(posts, """
            , viewed AS (SELECT Account, IsNow, Views FROM posts WHERE Views IS NOT NULL UNION ALL SELECT 0, IsNow, Views FROM posts WHERE Views IS NOT NULL),
            ordered AS (
                SELECT Account, IsNow, Views, row_number() OVER (PARTITION BY Account, IsNow ORDER BY Views) AS Place, count(*) OVER (PARTITION BY Account, IsNow) AS Count
                FROM viewed)
            SELECT Account, IsNow, avg(Views) AS Views FROM ordered WHERE Place IN ((Count + 1) / 2, (Count + 2) / 2) GROUP BY Account, IsNow
            """)).ToListAsync(cancellationToken);

        // Of each account by views and by interactions: which of the two counts depends on the posts of all.
        var best = await db.Database.SqlQueryRaw<BestPost>(Of(posts, """
            SELECT Account, Id, Views, Interactions FROM (
                SELECT *, row_number() OVER (PARTITION BY Account ORDER BY coalesce(Views, -1) DESC, coalesce(Interactions, -1) DESC, Id) AS ByViews,
                    row_number() OVER (PARTITION BY Account ORDER BY coalesce(Interactions, -1) DESC, coalesce(Views, -1) DESC, Id) AS ByInteractions
                FROM posts WHERE IsNow = 1) AS ranked
            WHERE (ByViews = 1 OR ByInteractions = 1) AND (Views IS NOT NULL OR Interactions IS NOT NULL)
            """)).ToListAsync(cancellationToken);

        // By quarters of an hour, which no time zone cuts.
        var quarters = await db.Database.SqlQueryRaw<Quarter>(Of(posts, """
            SELECT At / 900000 AS Number, count(Interactions) AS Posts, sum(Interactions) AS Interactions FROM posts WHERE IsNow = 1 AND Interactions IS NOT NULL GROUP BY At / 900000
            """)).ToListAsync(cancellationToken);
        return new PostAggregates(sums, medians, best, HoursOf(quarters, days));
    }

    /// <param name="account">Its key.</param>
    /// <param name="followers">By which its engagement is reckoned; null unknown.</param>
    public PostsInPeriod Of(long account, Guid connectionId, long? followers, bool isNow, IntelligencePeriod period)
    {
        var sums = _sums.GetValueOrDefault((account, isNow)) ?? Sums.None;
        var posts = Posts([sums], EngagementRate.Of([(followers, sums.Interactions, sums.Rated)]), _medians.TryGetValue((account, isNow), out var median) ? median : null, period);
        return posts with { Best = isNow ? Best([(account, connectionId)], posts.IsBestByViews) : null, Gaps = sums.Gaps };
    }

    /// <summary>Over all accounts.</summary>
    public PostsInPeriod OfAll(IReadOnlyList<(long Account, Guid ConnectionId, long? Followers)> accounts, bool isNow, IntelligencePeriod period)
    {
        var sums = accounts.Select(account => (account.Followers, Sums: _sums.GetValueOrDefault((account.Account, isNow)) ?? Sums.None)).ToArray();
        var rate = EngagementRate.Of(sums.Select(x => (x.Followers, x.Sums.Interactions, x.Sums.Rated)));
        var posts = Posts([.. sums.Select(x => x.Sums)], rate, _medians.TryGetValue((0, isNow), out var median) ? median : null, period);
        return posts with { Best = isNow ? Best(accounts.Select(account => (account.Account, account.ConnectionId)), posts.IsBestByViews) : null };
    }

    private PostKey? Best(IEnumerable<(long Account, Guid ConnectionId)> accounts, bool byViews) => accounts
        .SelectMany(account => _best[account.Account].Select(post => (post.Views, post.Interactions, Key: new PostKey(account.ConnectionId, post.Id))))
        .OrderByDescending(post => (byViews ? post.Views : post.Interactions) ?? -1).ThenByDescending(post => (byViews ? post.Interactions : post.Views) ?? -1)
        .Select(post => (PostKey?)post.Key)
        .FirstOrDefault();

    private static PostsInPeriod Posts(IReadOnlyList<Sums> sums, EngagementRate byFollowers, double? median, IntelligencePeriod period)
    {
        var count = sums.Sum(x => x.Count);
        return new PostsInPeriod
        {
            Count = count,
            Views = Total(x => x.Views, x => x.KnownViews),
            Likes = Total(x => x.Likes, x => x.KnownLikes),
            Comments = Total(x => x.Comments, x => x.KnownComments),
            Shares = Total(x => x.Shares, x => x.KnownShares),
            ByFollowers = byFollowers,
            ByViews = EngagementRate.ByViews(sums.Sum(x => x.ViewRates), sums.Sum(x => x.ViewRated)),
            MedianViews = median,
            ViewedPosts = sums.Sum(x => x.KnownViews),
            RatedPosts = sums.Sum(x => x.Rated),
            Best = null,
            PerWeek = count * 7.0 / period.Days,
        };

        Total Total(Func<Sums, long?> value, Func<Sums, int> known) => Intelligence.Total.Of(sums.Select(x => new Total(value(x), known(x), x.Count)));
    }

    private static List<PublishingHour> HoursOf(IEnumerable<Quarter> quarters, AgencyDays days) =>
    [
        .. from quarter in quarters
           group quarter by days.HourOf(DateTimeOffset.FromUnixTimeMilliseconds(quarter.Number * 900_000)) into hour
           let posts = hour.Sum(quarter => quarter.Posts)
           select new PublishingHour(hour.Key.Weekday, hour.Key.Hour, posts, hour.Sum(quarter => quarter.Interactions) / posts),
    ];

    /// <summary>Selects from the table of <see cref="Posts(IEnumerable{long}, IntelligencePeriod, AgencyDays, IReadOnlyDictionary{long, BrokenMetrics})"/>.</summary>
    private static string Of(string posts, string select) => posts + select;

    /// <summary>The posts of both periods as a table to select from, with what can't be right or trusted as unknown. Only numbers of ours are put into it.</summary>
    private static string Posts(IEnumerable<long> accounts, IntelligencePeriod period, AgencyDays days, IReadOnlyDictionary<long, BrokenMetrics> broken)
    {
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH found AS (
                SELECT p.ConnectionKey AS Account, p.PlatformPostId AS Id, p.PublishedAt AS At, CASE WHEN p.PublishedAt >= {days.StartOf(period.From).ToUnixTimeMilliseconds()} THEN 1 ELSE 0 END AS IsNow,
                    coalesce(p.Views, i.Views) AS AnyViews, p.Likes AS AnyLikes, p.Comments AS AnyComments, coalesce(p.Shares, i.Shares) AS AnyShares, p.Gaps
                FROM SocialPosts p LEFT JOIN PostInsights i ON i.ConnectionKey = p.ConnectionKey AND i.PlatformPostId = p.PlatformPostId
                WHERE p.ConnectionKey IN ({string.Join(',', accounts)}) AND p.Kind <> {(int)PostKind.Story}
                    AND p.PublishedAt >= {days.StartOf(period.Before.From).ToUnixTimeMilliseconds()} AND p.PublishedAt < {days.EndOf(period.To).ToUnixTimeMilliseconds()}),
            believed AS (
                SELECT Account, Id, At, IsNow,
                    {Believed("Views", CanaryMetric.PostViews, 0)}, {Believed("Likes", CanaryMetric.PostLikes, 3)},
                    {Believed("Comments", CanaryMetric.PostComments, 6)}, {Believed("Shares", CanaryMetric.PostShares, 9)}
                FROM found),
            posts AS (SELECT *, CASE WHEN {IsTrusted(CanaryMetric.PostShares)} THEN Likes + Comments + coalesce(Shares, 0) + 0.0 END AS Interactions FROM believed)

            """);

        string IsTrusted(CanaryMetric metric) => $"Account NOT IN ({string.Join(',', broken.Where(account => account.Value.IsBroken(metric)).Select(account => account.Key))})";

        // A number that was read and is left out can't be right; why another is missing stands among the gaps of its post.
        string Believed(string name, CanaryMetric metric, int gap)
        {
            var isBelieved = $"Any{name} <= {Believable.Most} AND {IsTrusted(metric)}";
            return $"CASE WHEN {isBelieved} THEN Any{name} END AS {name}, CASE WHEN Any{name} IS NULL THEN (Gaps >> {gap}) & 7 WHEN NOT ({isBelieved}) THEN {(int)MetricGap.Unbelievable} END AS {name}Gap";
        }
    }

    private sealed record Sums(
        long Account, int IsNow, int Count, long? Views, int KnownViews, long? Likes, int KnownLikes, long? Comments, int KnownComments, long? Shares, int KnownShares,
        double Interactions, int Rated, double ViewRates, int ViewRated, int? ViewsGap, int? LikesGap, int? CommentsGap, int? SharesGap)
    {
        public static Sums None { get; } = new(0, 0, 0, null, 0, null, 0, null, 0, null, 0, 0, 0, 0, 0, null, null, null, null);

        public PostGaps Gaps => new((MetricGap)(ViewsGap ?? 0), (MetricGap)(LikesGap ?? 0), (MetricGap)(CommentsGap ?? 0), (MetricGap)(SharesGap ?? 0));
    }

    private sealed record MiddleViews(long Account, int IsNow, double Views);

    private sealed record BestPost(long Account, string Id, long? Views, double? Interactions);

    private sealed record Quarter(long Number, int Posts, double Interactions);
}
