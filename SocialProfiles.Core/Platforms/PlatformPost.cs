namespace SocialProfiles.Core.Platforms;

public enum PostKind
{
    Image = 0,
    Video = 1,
    Carousel = 2,
    ShortVideo = 3,
    Other = 9,
}

/// <summary>One post as a platform gives it.</summary>
/// <param name="Id">The platform's own id, unique on the platform.</param>
/// <param name="PublishedAt">UTC, to the second.</param>
public sealed record PlatformPost(string Id, DateTimeOffset PublishedAt, PostKind Kind)
{
    /// <summary>Caption or title, at most 500 characters; null where there is none.</summary>
    public string? Text { get; init; }

    public string? Permalink { get; init; }

    /// <summary>Signed and short-lived on most platforms.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>Whole seconds.</summary>
    public int? DurationSeconds { get; init; }

    public Metric Views { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Likes { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Comments { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Shares { get; init; } = Metric.Unknown(MetricGap.NotSupported);
}

/// <summary>A page of posts, newest first.</summary>
/// <param name="NextCursor">What to ask the next page with; null at the end.</param>
public sealed record PostPage(IReadOnlyList<PlatformPost> Posts, string? NextCursor)
{
    public static PostPage Empty { get; } = new([], null);
}
