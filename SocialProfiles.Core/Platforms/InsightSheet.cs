namespace SocialProfiles.Core.Platforms;

/// <summary>Private numbers while they are gathered. A metric of which anything is known is no gap, whatever else was missing.</summary>
internal sealed class InsightSheet
{
    private readonly List<InsightValue> _values = [];
    private readonly Dictionary<InsightMetric, MetricGap> _gaps = [];
    private readonly HashSet<InsightMetric> _known = [];
    private readonly Dictionary<string, PostInsights> _posts = new(StringComparer.Ordinal);

    /// <summary>What a platform says for a scope that was not granted.</summary>
    public static PlatformInsights NotGranted(IEnumerable<InsightMetric> metrics) =>
        new([], [.. metrics.Select(metric => new InsightGap(metric, MetricGap.NotGranted))], PlatformInsights.None.Posts);

    /// <summary>Takes a number; one that no account can have is a platform's slip.</summary>
    public void Add(InsightMetric metric, DateOnly day, string slice, double? value)
    {
        if (value is { } number and >= 0 and <= Metric.Most)
        {
            _values.Add(new InsightValue(metric, day, slice, number));
            _known.Add(metric);
        }
        else if (value is not null)
        {
            Miss(metric, MetricGap.Unbelievable);
        }
    }

    /// <summary>Says why a metric may be missing; the first reason stays.</summary>
    public void Miss(InsightMetric metric, MetricGap gap) => _gaps.TryAdd(metric, gap);

    public void Add(string postId, PostInsights insights) => _posts[postId] = insights;

    public PlatformInsights ToInsights() => new(
        _values,
        [.. _gaps.Where(gap => !_known.Contains(gap.Key)).Select(gap => new InsightGap(gap.Key, gap.Value))],
        _posts);

    /// <summary>What arrived before the reading ended early; what did not is a gap that says so.</summary>
    /// <param name="endedBy">Why it ended.</param>
    /// <param name="metrics">All that was to be read.</param>
    public PlatformInsights ToPart(PlatformFailure endedBy, IEnumerable<InsightMetric> metrics)
    {
        foreach (var metric in metrics)
        {
            Miss(metric, MetricGap.NotRead);
        }

        return ToInsights() with { EndedBy = endedBy };
    }

    /// <summary>The time for a reading was over.</summary>
    public static PlatformFailure OutOfTime { get; } = new(FailureKind.PlatformDown, "the time for private numbers was over");
}
