namespace SocialProfiles.Core.Platforms;

/// <summary>A private number of an account. Stored by number, so members may be added and never renumbered.</summary>
public enum InsightMetric
{
    /// <summary>Views of the account's posts on the day.</summary>
    Views = 0,

    /// <summary>Accounts that saw something on the day.</summary>
    Reach = 1,

    /// <summary>Likes, comments, shares, saves and replies on the day.</summary>
    Interactions = 2,

    /// <summary>Accounts that interacted on the day.</summary>
    AccountsEngaged = 3,

    Likes = 4,
    Comments = 5,
    Shares = 6,
    Saves = 7,

    /// <summary>Followers won on the day.</summary>
    NewFollowers = 8,

    /// <summary>Followers lost on the day.</summary>
    LostFollowers = 9,

    /// <summary>Minutes watched on the day.</summary>
    WatchMinutes = 10,

    /// <summary>Seconds that a view lasted on the mean.</summary>
    AverageViewSeconds = 11,

    /// <summary>Followers by age group, gender, country (ISO 3166) or city: the group is the slice.</summary>
    FollowersByAge = 20,
    FollowersByGender = 21,
    FollowersByCountry = 22,
    FollowersByCity = 23,

    /// <summary>Share of viewers in per cent, 0 to 100, by age group and by gender.</summary>
    ViewersByAge = 24,
    ViewersByGender = 25,

    /// <summary>Views by country (ISO 3166).</summary>
    ViewsByCountry = 26,
}

public static class InsightMetrics
{
    /// <summary>Whether it counts groups of an audience, as a state; the others count days.</summary>
    public static bool IsGrouped(this InsightMetric metric) => metric >= InsightMetric.FollowersByAge;
}

/// <summary>One private number of an account.</summary>
/// <param name="Day">The day that it is for, as the platform counts days; of a demographic, the day on which it was read.</param>
/// <param name="Slice">The group that it counts (<c>25-34</c>, <c>DE</c>); empty for a number of the whole account.</param>
public sealed record InsightValue(InsightMetric Metric, DateOnly Day, string Slice, double Value);

/// <summary>Why a metric is not there.</summary>
public sealed record InsightGap(InsightMetric Metric, MetricGap Gap);

/// <summary>Private numbers of one post.</summary>
public sealed record PostInsights
{
    public Metric Views { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Reach { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Shares { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Saves { get; init; } = Metric.Unknown(MetricGap.NotSupported);
}

/// <summary>What only a consent shows: numbers of the account by day, who its audience is, and more numbers of its posts.</summary>
/// <param name="Values">What the platform gave.</param>
/// <param name="Gaps">What it did not give, with the reason.</param>
/// <param name="Posts">By the platform's id of the post; posts that are not in it keep what they have.</param>
public sealed record PlatformInsights(
    IReadOnlyList<InsightValue> Values,
    IReadOnlyList<InsightGap> Gaps,
    IReadOnlyDictionary<string, PostInsights> Posts)
{
    public static PlatformInsights None { get; } = new([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal));

    /// <summary>What ended the reading before everything was asked for; null where nothing did.</summary>
    public PlatformFailure? EndedBy { get; init; }
}
