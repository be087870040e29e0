using System.Xml;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>From Google's words to ours.</summary>
internal static class YouTubeReading
{
    public static PlatformProfile Profile(Channel channel, PlatformAccount account)
    {
        var id = channel.Id is { } given && YouTubeHandle.IsChannelId(given) ? given : WireText.Id(channel.Id);
        var statistics = channel.Statistics;
        return new PlatformProfile
        {
            AccountId = id,
            Handle = HandleOf(channel.Snippet?.CustomUrl, account),
            DisplayName = WireText.Cut(channel.Snippet?.Title) ?? account.Handle,
            Biography = WireText.Cut(channel.Snippet?.Description),
            AvatarUrl = ThumbnailOf(channel.Snippet?.Thumbnails),
            // When hidden, the count is absent on some days and 0 on others.
            Followers = statistics?.HiddenSubscriberCount == true ? Metric.Unknown(MetricGap.Hidden)
                : statistics?.SubscriberCount is { } subscribers ? Metric.Rounded(subscribers)
                : Metric.Unknown(MetricGap.NoDataYet),
            Following = Metric.Unknown(MetricGap.NotSupported),
            Posts = Metric.Of(statistics?.VideoCount, MetricGap.NoDataYet),
            Views = Metric.Of(statistics?.ViewCount, MetricGap.NoDataYet),
            PostsSource = WireText.Id(channel.ContentDetails?.RelatedPlaylists?.Uploads) ?? UploadsOf(id),
        };
    }

    /// <summary>Every channel's uploads list carries the channel's id.</summary>
    public static string? UploadsOf(string? channelId) =>
        channelId is not null && YouTubeHandle.IsChannelId(channelId) ? "UU" + channelId[2..] : null;

    /// <summary>What a list of uploads names: videos, with the day each came out where it says so, and items that cannot be read.</summary>
    public sealed record UploadEntries(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, DateTimeOffset> PublishedAt, IReadOnlyList<string> Unreadable);

    public static UploadEntries Entries(PlaylistPage page)
    {
        var ids = new List<string>(page.Items?.Count ?? 0);
        var published = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        List<string> unreadable = [];
        foreach (var item in page.Items ?? [])
        {
            if (WireText.Id(item?.ContentDetails?.VideoId) is not { } id)
            {
                unreadable.Add(item is null ? "another shape" : "no video id");
                continue;
            }

            ids.Add(id);
            if (item!.ContentDetails!.VideoPublishedAt is { } at)
            {
                published[id] = at;
            }
        }

        return new UploadEntries(ids, published, unreadable);
    }

    /// <param name="whyNoShares">The Data API never tells shares.</param>
    public static PostPage Page(VideoList list, UploadEntries entries, MetricGap whyNoShares, string? next)
    {
        var posts = new List<PlatformPost>(list.Items?.Count ?? 0);
        List<string> unreadable = [.. entries.Unreadable];
        foreach (var video in list.Items ?? [])
        {
            if (video is null)
            {
                unreadable.Add("another shape");
            }
            else if (WireText.Id(video.Id) is not { } id)
            {
                unreadable.Add("no id");
            }
            // The owner's own list has private, unlisted and planned videos too; they are nobody's business.
            else if (video.Status?.PrivacyStatus is null or "public")
            {
                posts.Add(Post(video, id, video.Snippet?.PublishedAt ?? (entries.PublishedAt.TryGetValue(id, out var at) ? at : null), whyNoShares));
            }
        }

        posts.Sort(static (one, other) => Nullable.Compare(other.PublishedAt, one.PublishedAt));
        // What an answer leaves out of the videos asked for is private, or gone since it was listed.
        return new PostPage(posts, next) { Unreadable = unreadable, NotPublic = Math.Max(0, entries.Ids.Count + entries.Unreadable.Count - posts.Count - unreadable.Count) };
    }

    private static PlatformPost Post(Video video, string id, DateTimeOffset? publishedAt, MetricGap whyNoShares)
    {
        var statistics = video.Statistics;
        // A statistic that is absent beside the views is switched off by the owner; without those, nothing was counted.
        var whenAbsent = statistics?.ViewCount is null ? MetricGap.NoDataYet : MetricGap.Hidden;
        // The API does not tell Shorts from other videos.
        return new PlatformPost(id, publishedAt, PostKind.Video)
        {
            Text = WireText.Cut(video.Snippet?.Title),
            Permalink = "https://www.youtube.com/watch?v=" + id,
            ThumbnailUrl = ThumbnailOf(video.Snippet?.Thumbnails),
            DurationSeconds = SecondsOf(video.ContentDetails?.Duration),
            Views = Metric.Of(statistics?.ViewCount, MetricGap.NoDataYet),
            Likes = Metric.Of(statistics?.LikeCount, whenAbsent),
            Comments = Metric.Of(statistics?.CommentCount, whenAbsent),
            Shares = Metric.Unknown(whyNoShares),
        };
    }

    /// <summary>The API gives handles in lower case: where only the case differs, the spelling that we have is the better one.</summary>
    private static string? HandleOf(string? customUrl, PlatformAccount account) =>
        customUrl is not ['@', .. var handle] || YouTubeHandle.OfText(handle) is not { Accepted: true } reading ? null
        : reading.Handle.Equals(account.Handle, StringComparison.OrdinalIgnoreCase) ? account.Handle
        : reading.Handle;

    private static string? ThumbnailOf(Thumbnails? thumbnails) =>
        WireText.Url(thumbnails?.Medium?.Url) ?? WireText.Url(thumbnails?.High?.Url) ?? WireText.Url(thumbnails?.Default?.Url);

    private static int? SecondsOf(string? duration)
    {
        if (duration is not { Length: > 1 and <= 32 })
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(duration) is { TotalSeconds: >= 0 and <= int.MaxValue } time ? (int)time.TotalSeconds : null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }
}
