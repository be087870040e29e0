using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>
/// One post, stored under its connection: an account is one connection, so the platform's id is unique there,
/// and a sync reads and writes neighbouring rows.
/// </summary>
public sealed class SocialPost
{
    public long ConnectionKey { get; init; }

    /// <summary>The platform's own id.</summary>
    public required string PlatformPostId { get; init; }

    public PostKind Kind { get; init; }

    /// <summary>UTC; null where the platform did not say.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? Text { get; init; }

    public string? Permalink { get; init; }

    public string? ThumbnailUrl { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>Null is unknown, never 0: <see cref="ViewsMetric"/> has the reason.</summary>
    public long? Views { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public long? Shares { get; init; }

    /// <summary>Reasons of the unknown ones, packed by <see cref="MetricGaps"/> in the order above.</summary>
    public long Gaps { get; init; }

    /// <summary>UTC, end of the sync since which the numbers, those of the talent's permission included, are as they are.</summary>
    public DateTimeOffset NumbersAt { get; init; }

    /// <summary>Key of where they were read; 0 where that was before sources were noted.</summary>
    public int Source { get; init; }

    public Metric ViewsMetric => MetricGaps.Unpack(Gaps, 0, Views);

    public Metric LikesMetric => MetricGaps.Unpack(Gaps, 1, Likes);

    public Metric CommentsMetric => MetricGaps.Unpack(Gaps, 2, Comments);

    public Metric SharesMetric => MetricGaps.Unpack(Gaps, 3, Shares);

    /// <summary>What everybody sees, else what the talent's permission shows.</summary>
    /// <param name="more">Of the same post; null where there is none.</param>
    public Metric ViewsWith(PostInsight? more) => Views is null && more?.Views is not null ? more.ViewsMetric : ViewsMetric;

    internal static long PackGaps(PlatformPost post) =>
        MetricGaps.Pack(post.Views, post.Likes, post.Comments, post.Shares);
}
