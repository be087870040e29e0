using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Canary;

/// <summary>What of an account's numbers could not be trusted, and when.</summary>
/// <param name="breaks">Of its platform and its way of reading, none of them trusted since.</param>
public sealed class BrokenMetrics(IReadOnlyList<MetricBreak> breaks)
{
    public static BrokenMetrics None { get; } = new([]);

    public IReadOnlyList<MetricBreak> Breaks => breaks;

    /// <summary>Whether it cannot be trusted now.</summary>
    public bool IsBroken(CanaryMetric metric) => breaks.Any(x => x.Metric == metric && x.Until is null);

    /// <summary>Whether a number that was read at a time, UTC, could not be trusted.</summary>
    public bool WasBroken(CanaryMetric metric, DateTimeOffset readAt) =>
        breaks.Any(x => x.Metric == metric && x.Since <= readAt && (x.Until is not { } until || until > readAt));

    /// <summary>A number that stands since a time, UTC: unknown where it came while the break lasts that lasts now.</summary>
    public Metric Trusted(CanaryMetric metric, Metric read, DateTimeOffset readAt) =>
        read.Value is not null && breaks.Any(x => x.Metric == metric && x.Until is null && x.Since <= readAt) ? Metric.Unknown(MetricGap.Unbelievable) : read;

    /// <summary>Whether it could not be trusted on a day.</summary>
    public bool WasBroken(CanaryMetric metric, DateOnly day, AgencyDays days) =>
        breaks.Any(x => x.Metric == metric && days.Of(x.Since) <= day && (x.Until is not { } until || days.Of(until) >= day));
}
