namespace SocialProfiles.Core.Platforms;

public enum PostKind
{
    Image = 0,
    Video = 1,
    Carousel = 2,
    ShortVideo = 3,

    /// <summary>Gone from the platform after a day; kept here with its numbers.</summary>
    Story = 4,

    Other = 9,
}

/// <summary>One post as a platform gives it.</summary>
/// <param name="Id">The platform's own id, unique on the platform.</param>
/// <param name="PublishedAt">UTC, to the second; null where the platform did not say, or not so that it can be read.</param>
public sealed record PlatformPost(string Id, DateTimeOffset? PublishedAt, PostKind Kind)
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
    /// <summary>The platform said that there are none.</summary>
    public static PostPage Empty { get; } = new([], null);

    /// <summary>Why there is no list; <see cref="MetricGap.None"/> where there is one, however short.</summary>
    public MetricGap Gap { get; init; }

    /// <summary>The platform was asked and refused the list, so that asking at every sync would be in vain.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Items that could not be read: of each in one or two technical words why.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Items that the platform listed and that not everybody may see; they are nobody's business.</summary>
    public int NotPublic { get; init; }

    /// <summary>There may be more than the pages showed: the platform's cursor led nowhere.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>What else was not read, for the log and the sync's attempt; without secrets and upstream text.</summary>
    public string? Remark { get; init; }

    /// <summary>No list, for a reason that is known without asking.</summary>
    public static PostPage NotGiven(MetricGap gap) => new([], null) { Gap = gap };

    /// <summary>No list, because the platform refused it just now.</summary>
    public static PostPage Refused { get; } = new([], null) { Gap = MetricGap.NotGranted, IsRefused = true };
}
