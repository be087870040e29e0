using System.Globalization;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>From TikTok's words to ours, where the owner consents.</summary>
internal static class TikTokReading
{
    private static readonly long _lastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <param name="whyNoNumbers">Why counts that are not in the answer are missing.</param>
    public static PlatformProfile Profile(TikTokUserInfo user, string id, PlatformAccount account, MetricGap whyNoNumbers)
    {
        var handle = user.Username is { } username && TikTokPlatform.OfHandle(username) is { Accepted: true } reading ? reading.Handle : null;
        return new PlatformProfile
        {
            AccountId = id,
            Handle = handle,
            DisplayName = WireText.Cut(user.DisplayName) ?? handle ?? account.Handle,
            Biography = WireText.Cut(user.BioDescription),
            AvatarUrl = WireText.Url(user.AvatarUrl),
            Followers = Metric.Of(user.FollowerCount, whyNoNumbers),
            Following = Metric.Of(user.FollowingCount, whyNoNumbers),
            Posts = Metric.Of(user.VideoCount, whyNoNumbers),
            Views = Metric.Unknown(MetricGap.NotSupported),
        };
    }

    /// <param name="before">What the page was asked with: the same again would never end.</param>
    public static PostPage Posts(TikTokVideoPage? page, long? before)
    {
        var posts = new List<PlatformPost>(page?.Videos?.Count ?? 0);
        foreach (var video in page?.Videos ?? [])
        {
            if (video is not null && Post(video) is { } post)
            {
                posts.Add(post);
            }
        }

        var next = page is { HasMore: true, Cursor: { } cursor and >= 0 } && cursor != before ? cursor.ToString(CultureInfo.InvariantCulture) : null;
        return new PostPage(posts, next);
    }

    private static PlatformPost? Post(TikTokVideo video) =>
        WireText.Id(video.Id) is not { } id || video.CreateTime is not (> 0 and var seconds) || seconds > _lastSecond ? null
        : new PlatformPost(id, DateTimeOffset.FromUnixTimeSeconds(seconds), PostKind.ShortVideo)
        {
            Text = WireText.Cut(video.VideoDescription) ?? WireText.Cut(video.Title),
            Permalink = WithoutQuery(WireText.Url(video.ShareUrl)),
            ThumbnailUrl = WireText.Url(video.CoverImageUrl),
            DurationSeconds = video.Duration is >= 0 and <= int.MaxValue ? (int)video.Duration : null,
            Views = Metric.Of(video.ViewCount, MetricGap.NoDataYet),
            Likes = Metric.Of(video.LikeCount, MetricGap.NoDataYet),
            Comments = Metric.Of(video.CommentCount, MetricGap.NoDataYet),
            Shares = Metric.Of(video.ShareCount, MetricGap.NoDataYet),
        };

    /// <summary>The query names the agency's app.</summary>
    private static string? WithoutQuery(string? url) => url?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[..at] : url;
}
