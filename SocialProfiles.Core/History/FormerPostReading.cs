namespace SocialProfiles.Core.History;

/// <summary>
/// Numbers that a post had and has no longer. The present ones are the post's own, so that a post that never changes is in no
/// history, and a first sync writes none. Which are kept: <see cref="PostResolution"/>.
/// </summary>
public sealed class FormerPostReading
{
    public long ConnectionKey { get; init; }

    public required string PlatformPostId { get; init; }

    /// <summary>UTC, end of the first sync that read them.</summary>
    public DateTimeOffset FirstReadAt { get; init; }

    /// <summary>UTC, end of the last sync that read them.</summary>
    public DateTimeOffset LastReadAt { get; init; }

    /// <summary>What everybody sees, else what the talent's permission shows. Null is unknown, never 0.</summary>
    public long? Views { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public long? Shares { get; init; }

    /// <summary>Key of the <see cref="MetricSource"/>; 0 where it was read before sources were noted.</summary>
    public int Source { get; init; }
}
