using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Intelligence;

/// <summary>What only the consent of one account shows, over a period.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Period">Whole days: as many as were asked for, none of which is today.</param>
/// <param name="Numbers">One a metric, in the order of <see cref="InsightMetric"/>.</param>
/// <param name="Audience">Who follows or watches, one a grouping.</param>
public sealed record PrivateNumbers(string Platform, string Handle, IntelligencePeriod Period, IReadOnlyList<PeriodNumber> Numbers, IReadOnlyList<AudienceGroups> Audience);

/// <summary>A metric over the period: the sum of its days, or their mean where days do not add up (reach, seconds a view).</summary>
/// <param name="Value">Null is unknown, for the reason of <paramref name="Gap"/>.</param>
/// <param name="KnownDays">Days that it is made of.</param>
public sealed record PeriodNumber(InsightMetric Metric, double? Value, MetricGap Gap, int KnownDays)
{
    /// <summary>When the newest of those days was read, UTC; null where that was not noted.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Where that day was read; null where that was before sources were noted.</summary>
    public MetricSource? Source { get; init; }

    /// <summary>The same person is counted on each day anew, so days of reach do not add up; nor do means.</summary>
    public static bool IsMean(InsightMetric metric) => metric is InsightMetric.Reach or InsightMetric.AccountsEngaged or InsightMetric.AverageViewSeconds;
}

/// <summary>The groups of an audience, largest first: a state, as it was read last, whatever the period.</summary>
/// <param name="Metric">What is grouped, and by what.</param>
/// <param name="Groups">Group and its share of all groups, a fraction; at most <see cref="MostOf"/>. Empty where none was ever read.</param>
/// <param name="Gap">Why nothing newer is known, or nothing at all; <see cref="MetricGap.None"/> where the groups are the newest.</param>
public sealed record AudienceGroups(InsightMetric Metric, IReadOnlyList<(string Group, double Share)> Groups, MetricGap Gap)
{
    public const int Most = 6;

    /// <summary>The day on which the groups were read; null where none was.</summary>
    public DateOnly? ReadOn { get; init; }

    /// <summary>When, UTC; null where that was not noted.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Where; null where that was before sources were noted.</summary>
    public MetricSource? Source { get; init; }

    /// <summary>Of countries and cities the largest; ages and genders are few, and add up to the whole.</summary>
    public static int MostOf(InsightMetric metric) =>
        metric is InsightMetric.FollowersByCountry or InsightMetric.FollowersByCity or InsightMetric.ViewsByCountry ? Most : int.MaxValue;
}
