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

    /// <summary>Likes of the accounts since their start, over the accounts whose platform counts them.</summary>
    public required Total Likes { get; init; }

    public required EngagementRate Engagement { get; init; }

    /// <summary>Stored posts, stories aside: what <see cref="Engagement"/> is made of part of.</summary>
    public required int StoredPosts { get; init; }

    /// <summary>How far the list of posts of each account could be read.</summary>
    public required IReadOnlyList<AccountPosts> Lists { get; init; }

    /// <summary>The newest stored posts over all connections, newest first, at most 200.</summary>
    public required IReadOnlyList<IntelligencePost> LatestPosts { get; init; }

    /// <summary>What consents show beside, one an account; empty where no account has any.</summary>
    public required IReadOnlyList<PrivateNumbers> Private { get; init; }

    /// <summary>Connections that have synced at least once.</summary>
    public required int SyncedConnections { get; init; }
}

/// <summary>How far the list of posts of one account could be read in its last good sync.</summary>
/// <param name="IsByConsent">Whether the talent gave access; else it is connected by hand.</param>
public sealed record AccountPosts(string Platform, string Handle, bool IsByConsent, PostReading Reading);

/// <summary>A stored post with the account that it belongs to.</summary>
/// <param name="More">What only a consent shows of it; null where there is none.</param>
/// <param name="WhyNoMore">Why there is none.</param>
public sealed record IntelligencePost(string Platform, string Handle, SocialPost Post, PostInsight? More = null, MetricGap WhyNoMore = MetricGap.NotGranted)
{
    /// <summary>What everybody sees, else what the consent shows.</summary>
    public Metric Views => Post.Views is null && More?.Views is not null ? More.ViewsMetric : Post.ViewsMetric;

    public Metric Shares => Post.Shares is null && More?.Shares is not null ? More.SharesMetric : Post.SharesMetric;

    public Metric Reach => More?.ReachMetric ?? Metric.Unknown(WhyNoMore);

    public Metric Saves => More?.SavesMetric ?? Metric.Unknown(WhyNoMore);
}
