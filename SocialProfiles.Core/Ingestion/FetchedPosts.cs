using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The posts of one sync, and what the platform said about the list of them.</summary>
internal sealed record FetchedPosts(IReadOnlyList<PlatformPost> Posts)
{
    /// <summary>Why there is no list; <see cref="MetricGap.None"/> where there is one, however short.</summary>
    public MetricGap Gap { get; init; }

    /// <summary>When the platform refused the list, UTC; null where it did not, or was not asked.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Items that could not be read: of each in one or two technical words why.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>What else was not read.</summary>
    public string? Remark { get; init; }

    /// <summary>These are all posts that the account has: what is stored beside them is gone from the platform.</summary>
    public bool IsWhole { get; init; }

    public int Listed => Posts.Count + Unreadable.Count;

    /// <summary>For the sync's attempt; null where all was read.</summary>
    public string? Detail
    {
        get
        {
            List<string> parts = [];
            if (Unreadable.Count > 0)
            {
                var reasons = Unreadable.GroupBy(reason => reason, StringComparer.Ordinal).Select(reason => $"{reason.Count()} × {reason.Key}");
                parts.Add($"{Unreadable.Count} of {Listed} posts could not be read: {string.Join(", ", reasons)}");
            }

            if (Gap != MetricGap.None)
            {
                parts.Add($"no list of posts: {Gap}");
            }

            if (Remark is not null)
            {
                parts.Add(Remark);
            }

            return parts.Count == 0 ? null : string.Join("; ", parts);
        }
    }
}
