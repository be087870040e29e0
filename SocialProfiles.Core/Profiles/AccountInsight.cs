using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>One private number of an account on one day, or the reason why it is unknown. Only a consent shows it.</summary>
public sealed class AccountInsight
{
    public long ConnectionKey { get; init; }

    public InsightMetric Metric { get; init; }

    /// <summary>Days since 0001-01-01, as <see cref="DateOnly.DayNumber"/>: the day that the number is for.</summary>
    public int Day { get; init; }

    /// <summary>The group that it counts; empty for a number of the whole account.</summary>
    public required string Slice { get; init; }

    /// <summary>Null is unknown, never 0.</summary>
    public double? Value { get; init; }

    /// <summary>Why it is unknown.</summary>
    public MetricGap Gap { get; init; }

    /// <summary>UTC, end of the sync that read it last; null where that was before times were noted.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Key of where it was read; 0 where that was before sources were noted.</summary>
    public int Source { get; init; }
}
