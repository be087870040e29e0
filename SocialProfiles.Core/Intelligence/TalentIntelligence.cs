using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Intelligence;

/// <summary>A total over accounts or posts, and how much of it is known.</summary>
/// <param name="Value">Sum of what is known; null when nothing is.</param>
/// <param name="Known">How many accounts or posts it counts.</param>
/// <param name="OutOf">How many there are. Less known than there are makes the value "at least".</param>
/// <param name="IsRounded">At least one part is rounded by its platform.</param>
public sealed record Total(long? Value, int Known, int OutOf, bool IsRounded = false);

/// <summary>A talent's numbers over all connections that are synced.</summary>
public sealed record TalentIntelligence
{
    public required Total Followers { get; init; }

    /// <summary>Posts that the accounts have in all.</summary>
    public required Total Posts { get; init; }

    /// <summary>Views of the stored posts.</summary>
    public required Total Views { get; init; }

    /// <summary>
    /// Likes, comments and shares of the stored posts of accounts with known followers, divided by posts and by followers:
    /// a fraction (0.031 is 3.1%). Null when followers or interactions are unknown. The usual "engagement rate by followers".
    /// </summary>
    public required double? EngagementRate { get; init; }

    /// <summary>Why <see cref="EngagementRate"/> is unknown, as a sentence; null when it is known.</summary>
    public string? EngagementUnknownBecause { get; init; }

    /// <summary>The newest stored posts over all connections, newest first, at most 200.</summary>
    public required IReadOnlyList<IntelligencePost> LatestPosts { get; init; }

    /// <summary>What consents show beside, one an account; empty where no account has any.</summary>
    public required IReadOnlyList<PrivateNumbers> Private { get; init; }

    /// <summary>Connections that have synced at least once.</summary>
    public required int SyncedConnections { get; init; }
}

/// <summary>A stored post with the account that it belongs to.</summary>
/// <param name="More">What only a consent shows of it; null where there is none.</param>
public sealed record IntelligencePost(string Platform, string Handle, SocialPost Post, PostInsight? More = null)
{
    /// <summary>What everybody sees, else what the consent shows.</summary>
    public Metric Views => Post.Views is null && More?.Views is not null ? More.ViewsMetric : Post.ViewsMetric;

    public Metric Shares => Post.Shares is null && More?.Shares is not null ? More.SharesMetric : Post.SharesMetric;

    public Metric Reach => More?.ReachMetric ?? Metric.Unknown(MetricGap.NotGranted);

    public Metric Saves => More?.SavesMetric ?? Metric.Unknown(MetricGap.NotGranted);
}
