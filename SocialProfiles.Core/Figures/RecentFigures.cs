using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Figures;

/// <summary>
/// What the newest posts of an account say about it, worked out at each sync from what it read, so that a thousand accounts can be
/// searched and compared without reading their posts. Stories are left out: they are gone after a day.
/// </summary>
public sealed record RecentFigures
{
    /// <summary>How many of the newest posts count.</summary>
    public const int Most = 30;

    /// <summary>How old a post may be that stands out.</summary>
    public static TimeSpan StandoutAge { get; } = TimeSpan.FromDays(7);

    /// <summary>From how many posts on a median says something of one more.</summary>
    public const int FewestForMedian = 5;

    public static RecentFigures None { get; } = new();

    /// <inheritdoc cref="SocialProfile.LastPostAt"/>
    public DateTimeOffset? LastPostAt { get; init; }

    public string? LastPostId { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentPosts"/>
    public int Posts { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentEngagementRate"/>
    public double? EngagementRate { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentMedianViews"/>
    public double? MedianViews { get; init; }

    /// <inheritdoc cref="SocialProfile.StandoutPostId"/>
    public string? StandoutPostId { get; init; }

    public DateTimeOffset? StandoutPublishedAt { get; init; }

    /// <inheritdoc cref="SocialProfile.StandoutRatio"/>
    public double? StandoutRatio { get; init; }

    /// <param name="posts">As fetched.</param>
    /// <param name="shown">What is known of a post's views and shares.</param>
    /// <param name="now">UTC.</param>
    internal static RecentFigures Of(PlatformProfile profile, IEnumerable<PlatformPost> posts, Func<PlatformPost, ShownNumbers> shown, DateTimeOffset now)
    {
        var newest = posts.Where(post => post.Kind != PostKind.Story && post.PublishedAt is not null).OrderByDescending(post => post.PublishedAt).Take(Most).ToArray();
        if (newest.Length == 0)
        {
            return None;
        }

        var rated = newest.Where(post => post.Likes.Value is not null && post.Comments.Value is not null).ToArray();
        var rate = Figures.EngagementRate.Of([(
            profile.Followers.Value, rated.Sum(post => (double)post.Likes.Value! + (double)post.Comments.Value! + (double)(shown(post).Shares ?? 0)), rated.Length)]);
        var viewed = newest.Select(post => (Post: post, shown(post).Views)).Where(x => x.Views <= Believable.Most).ToArray();
        var standout = viewed.Length < FewestForMedian ? null : viewed
            .Where(x => now - x.Post.PublishedAt < StandoutAge)
            .Select(x => (x.Post, Ratio: RatioToOthers(x.Post, x.Views!.Value)))
            .Where(x => x.Ratio > 1)
            .Cast<(PlatformPost Post, double Ratio)?>()
            .MaxBy(x => x!.Value.Ratio);
        return new RecentFigures
        {
            LastPostAt = newest[0].PublishedAt,
            LastPostId = newest[0].Id,
            Posts = rate.Posts,
            EngagementRate = rate.Value,
            MedianViews = Median.Of(viewed.Select(x => x.Views!.Value)),
            StandoutPostId = standout?.Post.Id,
            StandoutPublishedAt = standout?.Post.PublishedAt,
            StandoutRatio = standout?.Ratio,
        };

        // Against the others: among five, a post that is its own measure would hide itself.
        double RatioToOthers(PlatformPost post, long views) =>
            Median.Of(viewed.Where(x => x.Post.Id != post.Id).Select(x => x.Views!.Value)) is > 0 and var median ? views / median : 0;
    }
}
