using System.Globalization;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>From TikTok's words to ours, where the owner consents.</summary>
internal static class TikTokReading
{
    /// <summary>2014: no video of TikTok, or of what it came from, is older. What claims to be is no time.</summary>
    private const long FirstSecond = 1_388_534_400;

    /// <summary>The year 2106, where 32 bits end.</summary>
    private const long LastSecond = uint.MaxValue;

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
            Likes = Metric.Of(user.LikesCount, whyNoNumbers),
        };
    }

    /// <param name="before">What the page was asked with: the same again would never end.</param>
    public static PostPage Posts(TikTokVideoPage? page, long? before)
    {
        var posts = new List<PlatformPost>(page?.Videos?.Count ?? 0);
        List<string> unreadable = [];
        foreach (var video in page?.Videos ?? [])
        {
            if (video is null)
            {
                unreadable.Add("another shape");
            }
            else if (WireText.Id(video.Id) is not { } id)
            {
                unreadable.Add("no id");
            }
            else
            {
                posts.Add(Post(video, id));
            }
        }

        var next = page is { HasMore: true, Cursor: { } cursor and >= 0 } && cursor != before ? cursor.ToString(CultureInfo.InvariantCulture) : null;
        return new PostPage(posts, next) { Unreadable = unreadable, EndsEarly = page?.HasMore == true && next is null };
    }

    /// <summary>When a video came out: what TikTok says, else what its id says, which has the second in its upper 32 bits.</summary>
    public static DateTimeOffset? PublishedAt(string id, long? createTime) =>
        createTime is > 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(createTime.Value)
        : ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (long)(number >> 32) is >= FirstSecond and <= LastSecond and var seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;

    private static PlatformPost Post(TikTokVideo video, string id) => new(id, PublishedAt(id, video.CreateTime), PostKind.ShortVideo)
    {
        Text = WireText.Cut(video.VideoDescription) ?? WireText.Cut(video.Title),
        Permalink = WithoutQuery(WireText.Link(video.ShareUrl, TikTokPlatform.IsHost)),
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
