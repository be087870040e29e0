namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>Private numbers of one post: what to ask for, and what the answers mean.</summary>
internal static class InstagramPostInsights
{
    /// <summary>Posts and reels have all of these.</summary>
    public static readonly string[] Metrics = ["views", "reach", "shares", "saved"];

    /// <summary>Nobody can save a story.</summary>
    public static readonly string[] StoryMetrics = ["views", "reach", "shares"];

    public static PostInsights Of(IEnumerable<GraphInsight> insights, MetricBatch batch, PostKind kind)
    {
        var numbers = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var insight in insights)
        {
            numbers[insight.Name ?? ""] = insight.Number;
        }

        return new PostInsights { Views = Number("views"), Reach = Number("reach"), Shares = Number("shares"), Saves = kind == PostKind.Story ? Metric.Unknown(MetricGap.NotSupported) : Number("saved") };

        Metric Number(string name) =>
            numbers.GetValueOrDefault(name) is { } number ? Metric.Of((long)Math.Clamp(number, -1, Metric.Most + 1d))
            : Metric.Unknown(batch.Refuses(name) ? MetricGap.NotSupported : MetricGap.NoDataYet);
    }

    /// <summary>Posted before the account became a professional one: it has no insights, now and later.</summary>
    public static bool IsBeforeTheAccount(GraphError? error) => error is { Code: 100, ErrorSubcode: 2108006 };

    /// <summary>What a refusal says that concerns this post alone; null where it concerns more.</summary>
    public static PostInsights? OfRefusal(GraphError? error) =>
        IsBeforeTheAccount(error) ? All(MetricGap.NotSupported)
        // Elsewhere a missing permission. Here "not enough viewers": the account's own insights were just given.
        : error is { Code: 10 } ? All(MetricGap.NoDataYet)
        : null;

    private static PostInsights All(MetricGap gap) => new() { Views = Metric.Unknown(gap), Reach = Metric.Unknown(gap), Shares = Metric.Unknown(gap), Saves = Metric.Unknown(gap) };
}
