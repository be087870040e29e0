using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>What the platform said about an account in its last good sync. One row a connection.</summary>
public sealed class SocialProfile
{
    public long ConnectionKey { get; init; }

    public bool IsSandbox { get; init; }

    public required string Platform { get; init; }

    /// <summary>The platform's own id of the account; unique on its platform where it is known.</summary>
    public string? AccountId { get; init; }

    public required string DisplayName { get; init; }

    public string? Biography { get; init; }

    public string? AvatarUrl { get; init; }

    /// <summary>Null is unknown, never 0: <see cref="FollowersMetric"/> has the reason.</summary>
    public long? Followers { get; init; }

    public long? Following { get; init; }

    /// <summary>Posts that the account has in all.</summary>
    public long? Posts { get; init; }

    /// <summary>Views of the account since its start.</summary>
    public long? Views { get; init; }

    /// <summary>Likes of the account's posts since its start.</summary>
    public long? Likes { get; init; }

    /// <summary>Reasons of the unknown ones, packed by <see cref="MetricGaps"/> in the order above.</summary>
    public long Gaps { get; init; }

    /// <summary>Why there is no list of posts; <see cref="MetricGap.None"/> where there is one, however short.</summary>
    public MetricGap PostsGap { get; init; }

    /// <summary>Items of the list that could not be read.</summary>
    public int UnreadablePosts { get; init; }

    /// <summary>Items that the list had, those included.</summary>
    public int ListedPosts { get; init; }

    /// <summary>When the platform refused the list, UTC; null where it did not.</summary>
    public DateTimeOffset? PostsRefusedAt { get; init; }

    /// <summary>When the newest post was published, UTC; null where there is none.</summary>
    public DateTimeOffset? LastPostAt { get; init; }

    /// <summary>The platform's id of that post.</summary>
    public string? LastPostId { get; init; }

    /// <summary>Of how many of the newest posts <see cref="RecentEngagementRate"/> is made.</summary>
    public int RecentPosts { get; init; }

    /// <summary>Engagement rate by followers over the newest posts, a fraction; null where there is none.</summary>
    public double? RecentEngagementRate { get; init; }

    /// <summary>Median views of the newest posts; null where none is known.</summary>
    public double? RecentMedianViews { get; init; }

    /// <summary>The platform's id of the week's post that stands furthest above that median; null where none does.</summary>
    public string? StandoutPostId { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public DateTimeOffset? StandoutPublishedAt { get; init; }

    /// <summary>Its views, in medians: above 1.</summary>
    public double? StandoutRatio { get; init; }

    /// <summary>Fingerprint of everything fetched: equal to the last one means that profile and posts need no write.</summary>
    public long Fingerprint { get; init; }

    /// <summary>
    /// Those of the posts that were fetched when something last differed, eight bytes each: a post whose own is among them needs
    /// neither a look nor a write. Null before the first.
    /// </summary>
    public byte[]? PostFingerprints { get; init; }

    /// <summary>UTC, when a field of this row last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    public Metric FollowersMetric => MetricGaps.Unpack(Gaps, 0, Followers);

    public Metric PostsMetric => MetricGaps.Unpack(Gaps, 2, Posts);

    public Metric ViewsMetric => MetricGaps.Unpack(Gaps, 3, Views);

    public Metric LikesMetric => MetricGaps.Unpack(Gaps, 4, Likes);

    public PostReading PostReading => new(PostsGap, UnreadablePosts, ListedPosts);

    internal static long PackGaps(PlatformProfile profile) =>
        MetricGaps.Pack(profile.Followers, profile.Following, profile.Posts, profile.Views, profile.Likes);
}
