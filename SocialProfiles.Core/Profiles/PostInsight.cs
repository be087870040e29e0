using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>
/// Numbers of a post that only a consent shows. Beside the post and not in it: they are read every few hours, the post
/// with every sync.
/// </summary>
public sealed class PostInsight
{
    public long ConnectionKey { get; init; }

    public required string PlatformPostId { get; init; }

    /// <summary>Null is unknown, never 0.</summary>
    public long? Views { get; init; }

    /// <summary>Accounts that saw it.</summary>
    public long? Reach { get; init; }

    public long? Shares { get; init; }

    public long? Saves { get; init; }

    /// <summary>Reasons of the unknown ones, packed by <see cref="MetricGaps"/> in the order above.</summary>
    public long Gaps { get; init; }

    /// <summary>UTC, end of the sync that read them last; null where that was before times were noted.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Key of where they were read; 0 where that was before sources were noted.</summary>
    public int Source { get; init; }

    public Metric ViewsMetric => MetricGaps.Unpack(Gaps, 0, Views);

    public Metric ReachMetric => MetricGaps.Unpack(Gaps, 1, Reach);

    public Metric SharesMetric => MetricGaps.Unpack(Gaps, 2, Shares);

    public Metric SavesMetric => MetricGaps.Unpack(Gaps, 3, Saves);

    internal static long PackGaps(PostInsights post) => MetricGaps.Pack(post.Views, post.Reach, post.Shares, post.Saves);
}
