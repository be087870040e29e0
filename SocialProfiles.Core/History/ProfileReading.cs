using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.History;

/// <summary>
/// What an account showed from one sync to another: all syncs between them read the same. So a number that stands still is one
/// row, and a time in which nothing was read is in none.
/// </summary>
public sealed class ProfileReading
{
    /// <summary>A sync that reads the same numbers makes a reading longer, unless nothing was read for so long before.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The <see cref="Source"/> of what no sync read: it was brought along from an earlier system. It is a point of the past to look at, and
    /// counts nowhere as read from the platform.
    /// </summary>
    public const int ImportedSource = -1;

    public long ConnectionKey { get; init; }

    /// <summary>UTC, end of the first sync that read it.</summary>
    public DateTimeOffset FirstReadAt { get; init; }

    /// <summary>UTC, end of the last sync that read it.</summary>
    public DateTimeOffset LastReadAt { get; init; }

    /// <summary>Null is unknown, never 0: <see cref="FollowersMetric"/> has the reason.</summary>
    public long? Followers { get; init; }

    public long? Following { get; init; }

    /// <summary>Posts that the account had in all.</summary>
    public long? Posts { get; init; }

    /// <summary>Views of the account since its start.</summary>
    public long? Views { get; init; }

    /// <summary>Likes of the account's posts since its start.</summary>
    public long? Likes { get; init; }

    /// <summary>Reasons of the unknown ones, packed by <see cref="MetricGaps"/> in the order above.</summary>
    public long Gaps { get; init; }

    /// <summary>Key of the <see cref="MetricSource"/>; 0 where it was read before sources were noted.</summary>
    public int Source { get; init; }

    public bool IsImported => Source == ImportedSource;

    public Metric FollowersMetric => MetricGaps.Unpack(Gaps, 0, Followers);

    public Metric ViewsMetric => MetricGaps.Unpack(Gaps, 3, Views);
}
