using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>How many profiles, or posts, of a platform say something else of a number than before.</summary>
/// <param name="Compared">Those that had the number before and were read since.</param>
/// <param name="Since">When the first of those that broke was read, Unix milliseconds; null where none broke.</param>
internal sealed record MetricComparison(string Platform, bool ByPermission, string Metric, int Compared, int Vanished, int Zero, int Jumped, long? Since)
{
    /// <summary>From this factor on it is no growth.</summary>
    public const int Jump = 10;

    /// <summary>Below this a factor says nothing.</summary>
    public const int FewestToJump = 100;

    private static readonly CanaryMetric[] _ofProfile = [CanaryMetric.Followers, CanaryMetric.Following, CanaryMetric.Posts, CanaryMetric.Views, CanaryMetric.Likes];

    private static readonly (CanaryMetric Metric, string Column)[] _ofPost =
        [(CanaryMetric.PostViews, "Views"), (CanaryMetric.PostLikes, "Likes"), (CanaryMetric.PostComments, "Comments"), (CanaryMetric.PostShares, "Shares")];

    public int Broken => Vanished + Zero + Jumped;

    public BreakKind Kind => Vanished >= Zero && Vanished >= Jumped ? BreakKind.Vanished : Zero >= Jumped ? BreakKind.Zero : BreakKind.Jumped;

    /// <summary>Compares what is read now with the last that was read before <paramref name="baseline"/>, not more than a week earlier.</summary>
    /// <param name="baseline">UTC.</param>
    /// <param name="now">UTC; what was not read within a day before says nothing of today.</param>
    /// <param name="posts">Whether posts are compared, too.</param>
    public static async Task<IReadOnlyList<MetricComparison>> ReadAsync(SocialProfilesDbContext db, DateTimeOffset baseline, DateTimeOffset now, bool posts, CancellationToken cancellationToken)
    {
        var (at, earliest, dayAgo) = (baseline.ToUnixTimeMilliseconds(), baseline.AddDays(-7).ToUnixTimeMilliseconds(), now.AddDays(-1).ToUnixTimeMilliseconds());
        var sandbox = db.IsSandbox ? 1 : 0;
        var ofProfiles = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT c.Platform, s.ByPermission, now.FirstReadAt AS ReadAt, {string.Join(", ", _ofProfile.Select(metric => $"now.{metric}, before.{metric} AS Former{metric}"))}
            FROM Connections c
            JOIN ProfileReadings now ON now.ConnectionKey = c.Key AND now.LastReadAt >= {dayAgo} AND now.Source <> {ProfileReading.ImportedSource}
                AND now.FirstReadAt = (SELECT max(FirstReadAt) FROM ProfileReadings WHERE ConnectionKey = c.Key)
            JOIN ProfileReadings before ON before.ConnectionKey = c.Key AND before.LastReadAt >= {earliest} AND before.Source <> {ProfileReading.ImportedSource}
                AND before.FirstReadAt = (SELECT max(FirstReadAt) FROM ProfileReadings WHERE ConnectionKey = c.Key AND FirstReadAt < {at})
            JOIN MetricSources s ON s.Key = now.Source
            LEFT JOIN MetricSources t ON t.Key = before.Source
            WHERE c.IsSandbox = {sandbox} AND (t.Key IS NULL OR t.ByPermission = s.ByPermission)
            """);

        // In a break that lasts, posts move out of the list that is read, and keep what the break left of them.
        var isListed = baseline >= now.AddDays(-1) ? "" : $"""
             AND (SELECT count(*) FROM SocialPosts newer WHERE newer.ConnectionKey = c.Key AND newer.PublishedAt > now.PublishedAt AND newer.Kind <> {(int)PostKind.Story})
                < (SELECT ListedPosts FROM SocialProfiles WHERE ConnectionKey = c.Key)
            """;

        // What was before holds what the permission showed, too.
        var ofPosts = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT c.Platform, s.ByPermission, now.NumbersAt AS ReadAt, now.Likes, before.Likes AS FormerLikes, now.Comments, before.Comments AS FormerComments,
                coalesce(now.Views, i.Views) AS Views, before.Views AS FormerViews, coalesce(now.Shares, i.Shares) AS Shares, before.Shares AS FormerShares
            FROM Connections c
            JOIN SocialPosts now ON now.ConnectionKey = c.Key
            LEFT JOIN PostInsights i ON i.ConnectionKey = now.ConnectionKey AND i.PlatformPostId = now.PlatformPostId
            JOIN PostReadings before ON before.ConnectionKey = c.Key AND before.PlatformPostId = now.PlatformPostId AND before.LastReadAt >= {earliest}
                AND before.FirstReadAt = (SELECT max(FirstReadAt) FROM PostReadings WHERE ConnectionKey = c.Key AND PlatformPostId = now.PlatformPostId AND FirstReadAt < {at})
            JOIN MetricSources s ON s.Key = now.Source
            LEFT JOIN MetricSources t ON t.Key = before.Source
            WHERE c.IsSandbox = {sandbox} AND c.LastSyncedAt >= {dayAgo} AND (t.Key IS NULL OR t.ByPermission = s.ByPermission){isListed}
            """);
        return
        [
            .. await db.Database.SqlQueryRaw<MetricComparison>(Counts(ofProfiles, _ofProfile.Select(metric => (metric, metric.ToString())))).ToListAsync(cancellationToken),
            .. posts ? await db.Database.SqlQueryRaw<MetricComparison>(Counts(ofPosts, _ofPost)).ToListAsync(cancellationToken) : [],
        ];
    }

    private static string Counts(string pairs, IEnumerable<(CanaryMetric Metric, string Column)> metrics) =>
        $"WITH pairs AS ({pairs})\n" + string.Join("\nUNION ALL\n", metrics.Select(x => Count(x.Metric, x.Column)));

    /// <summary>Only names and numbers of ours are put into it.</summary>
    private static string Count(CanaryMetric metric, string column)
    {
        var vanished = $"{column} IS NULL";
        var zero = $"{column} = 0 AND Former{column} > 0";
        var jumped = string.Create(CultureInfo.InvariantCulture, $"{column} > 0 AND Former{column} >= {FewestToJump} AND ({column} >= {Jump}.0 * Former{column} OR {column} * {Jump}.0 <= Former{column})");
        return $"""
            SELECT Platform, ByPermission, '{metric}' AS Metric, count(*) AS Compared,
                sum(CASE WHEN {vanished} THEN 1 ELSE 0 END) AS Vanished, sum(CASE WHEN {zero} THEN 1 ELSE 0 END) AS Zero, sum(CASE WHEN {jumped} THEN 1 ELSE 0 END) AS Jumped,
                min(CASE WHEN {vanished} OR ({zero}) OR ({jumped}) THEN ReadAt END) AS Since
            FROM pairs WHERE Former{column} IS NOT NULL GROUP BY Platform, ByPermission
            """;
    }
}
