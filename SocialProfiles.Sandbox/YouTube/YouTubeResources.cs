using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Channels, list entries and videos in the shape of Google's documents: only the parts asked for, every count a string.</summary>
internal static class YouTubeResources
{
    /// <summary>More than a page of them.</summary>
    private const int NewestPrivate = 60;

    public static JsonObject Channel(SandboxAccount account, HashSet<string> parts)
    {
        var id = ChannelId.Of(account.Handle);
        var channel = new JsonObject { ["kind"] = "youtube#channel", ["etag"] = ETag(account.Seed), ["id"] = id };
        if (parts.Contains("snippet"))
        {
            var snippet = new JsonObject
            {
                ["title"] = account.Voice.Name,
                ["description"] = account.Voice.Biography,
                ["publishedAt"] = Time(account.JoinedAt),
                ["thumbnails"] = Thumbnails(account, account.Seed, ("default", 88, 88), ("medium", 240, 240), ("high", 800, 800)),
                ["localized"] = new JsonObject { ["title"] = account.Voice.Name, ["description"] = account.Voice.Biography },
                ["country"] = "GB",
            };
            if (!ChannelId.IsId(account.Handle))
            {
                snippet["customUrl"] = $"@{account.Handle}";
            }

            channel["snippet"] = snippet;
        }

        if (parts.Contains("contentDetails"))
        {
            channel["contentDetails"] = new JsonObject { ["relatedPlaylists"] = new JsonObject { ["likes"] = "", ["uploads"] = Uploads(id) } };
        }

        if (parts.Contains("statistics"))
        {
            channel["statistics"] = ChannelStatistics(account);
        }

        if (parts.Contains("status"))
        {
            channel["status"] = new JsonObject { ["privacyStatus"] = "public", ["isLinked"] = true };
        }

        return channel;
    }

    public static JsonObject PlaylistItem(SandboxAccount account, SandboxPost post, string videoId, int position, HashSet<string> parts)
    {
        var channelId = ChannelId.Of(account.Handle);
        var isPrivate = IsPrivate(account, post);
        var item = new JsonObject { ["kind"] = "youtube#playlistItem", ["etag"] = ETag(post.Seed), ["id"] = "UE" + videoId };
        if (parts.Contains("snippet"))
        {
            item["snippet"] = new JsonObject
            {
                ["publishedAt"] = Time(post.PublishedAt),
                ["channelId"] = channelId,
                ["title"] = isPrivate ? "Private video" : post.Title,
                ["description"] = isPrivate ? "This video is private." : post.Caption,
                ["thumbnails"] = isPrivate ? new JsonObject() : VideoThumbnails(account, post),
                ["channelTitle"] = account.Voice.Name,
                ["playlistId"] = Uploads(channelId),
                ["position"] = position,
                ["resourceId"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = videoId },
            };
        }

        if (parts.Contains("contentDetails"))
        {
            var details = new JsonObject { ["videoId"] = account.OddityOf(post) is Oddity.NoId or Oddity.OtherShape ? null : videoId };
            if (!isPrivate && account.OddityOf(post) is not Oddity.NoDate)
            {
                details["videoPublishedAt"] = Time(post.PublishedAt);
            }

            item["contentDetails"] = details;
        }

        return item;
    }

    public static JsonObject Video(SandboxAccount account, SandboxPost post, string id, HashSet<string> parts)
    {
        var video = new JsonObject { ["kind"] = "youtube#video", ["etag"] = ETag(post.Seed), ["id"] = id };
        if (parts.Contains("snippet"))
        {
            video["snippet"] = new JsonObject
            {
                ["publishedAt"] = account.OddityOf(post) is Oddity.NoDate ? null : Time(post.PublishedAt),
                ["channelId"] = ChannelId.Of(account.Handle),
                ["title"] = post.Title,
                ["description"] = post.Caption,
                ["thumbnails"] = VideoThumbnails(account, post),
                ["channelTitle"] = account.Voice.Name,
                ["categoryId"] = "22",
                ["liveBroadcastContent"] = "none",
            };
        }

        if (parts.Contains("contentDetails"))
        {
            video["contentDetails"] = new JsonObject { ["duration"] = Duration(post.Seed), ["definition"] = "hd", ["caption"] = "false" };
        }

        if (parts.Contains("status"))
        {
            video["status"] = new JsonObject { ["uploadStatus"] = "processed", ["privacyStatus"] = "public", ["embeddable"] = true };
        }

        if (parts.Contains("statistics"))
        {
            video["statistics"] = VideoStatistics(account, post);
        }

        return video;
    }

    /// <summary>One video in twenty of an owner who hides things: in the list it is a name without a date, elsewhere it is missing.</summary>
    public static bool IsPrivate(SandboxAccount account, SandboxPost post) =>
        (account.HidesCounts && post.Slot % 20 == 0) || (account.Conduct is SandboxConduct.Unlisted && account.IsAmongNewest(post, NewestPrivate));

    // The same id with UU instead of UC.
    private static string Uploads(string channelId) => "UU" + channelId[2..];

    private static JsonObject ChannelStatistics(SandboxAccount account)
    {
        var statistics = new JsonObject { ["viewCount"] = Text(account.TotalViews) };
        if (!account.HidesCounts)
        {
            statistics["subscriberCount"] = Text(ThreeFigures(account.Followers));
        }

        statistics["hiddenSubscriberCount"] = account.HidesCounts;
        statistics["videoCount"] = Text(account.PostCount);
        return statistics;
    }

    private static JsonObject VideoStatistics(SandboxAccount account, SandboxPost post)
    {
        var statistics = new JsonObject { ["viewCount"] = Text(post.Views), ["favoriteCount"] = "0" };
        if (!account.HidesCounts)
        {
            statistics["likeCount"] = Text(post.Likes);
            statistics["commentCount"] = Text(post.Comments);
        }

        return statistics;
    }

    private static JsonObject VideoThumbnails(SandboxAccount account, SandboxPost post) =>
        Thumbnails(account, post.Seed, ("default", 120, 90), ("medium", 320, 180), ("high", 480, 360));

    private static JsonObject Thumbnails(SandboxAccount account, Seed seed, params ReadOnlySpan<(string Name, int Width, int Height)> sizes)
    {
        var thumbnails = new JsonObject();
        foreach (var (name, width, height) in sizes)
        {
            thumbnails[name] = new JsonObject { ["url"] = CreatorVoice.Picture(seed, width, height), ["width"] = width, ["height"] = height };
        }

        return thumbnails;
    }

    // A third are short ones of up to a minute.
    private static string Duration(Seed seed)
    {
        var seconds = seed.For("short").OneIn(3) ? seed.For("seconds").Between(9, 60) : seed.For("seconds").Between(150, 2_400);
        return System.Xml.XmlConvert.ToString(TimeSpan.FromSeconds(seconds));
    }

    // Rounded down, as YouTube shows subscribers in public.
    private static long ThreeFigures(long count)
    {
        var unit = 1L;
        while (count / unit >= 1000)
        {
            unit *= 10;
        }

        return count / unit * unit;
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string ETag(Seed seed) => seed.For("etag").Number.ToString("x16", CultureInfo.InvariantCulture);
}
