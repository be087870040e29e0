using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

internal enum MediaKind
{
    Image,
    Album,
    Reel,
}

/// <summary>Posts of the imitated Instagram: their fields, ids and cursors.</summary>
internal static class InstagramMedia
{
    /// <summary>Posts of one account that have an id of their own; enough for one every 20 hours until 2033.</summary>
    private const int SlotsOfAnAccount = 8192;

    /// <summary>Fields that business discovery gives of a post.</summary>
    private static readonly string[] _known =
        ["id", "caption", "media_type", "media_product_type", "media_url", "thumbnail_url", "permalink", "shortcode", "timestamp", "username", "like_count", "comments_count", "view_count"];

    /// <summary>The owner's token gives what an album holds, and refuses the views that discovery gives: those are an insight here.</summary>
    private static readonly string[] _knownOfOwn = [.. _known.Where(field => field is not "view_count"), "children"];

    public static string? UnknownFieldOfOwn(GraphField media) => media.Fields.FirstOrDefault(field => !_knownOfOwn.Contains(field.Name))?.Name;

    public static string? UnknownField(GraphField media) => media.Fields.FirstOrDefault(field => !_known.Contains(field.Name))?.Name;

    /// <summary>The eighth of the posts that came out before the account was a professional one.</summary>
    public static bool IsFromBefore(SandboxAccount account, SandboxPost post) => account.PostsUpTo(post.Slot) <= account.PostCount / 8;

    /// <summary>The post of an account that an id is of; null for one of somebody else, or of nobody.</summary>
    public static SandboxPost? Find(SandboxAccount account, string id) =>
        account.PostsBefore(null, account.PostCount).FirstOrDefault(post => Id(account, post) == id);

    public static string CursorAfter(SandboxPost post) => Base64(string.Create(CultureInfo.InvariantCulture, $"AQH{post.Slot}"));

    /// <summary>The slot that a cursor stands for; false for text that is no cursor of ours.</summary>
    public static bool TryReadCursor(string text, out long slot)
    {
        slot = 0;
        return Base64Url.IsValid(text)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)) is ['A', 'Q', 'H', .. var number]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out slot);
    }

    /// <summary>The wanted fields. What Instagram leaves out when there is nothing to say is left out here too; the id always comes.</summary>
    public static JsonNode Write(SandboxAccount account, SandboxPost post, GraphField wanted)
    {
        var oddity = account.OddityOf(post);
        if (oddity is Oddity.OtherShape)
        {
            return new JsonArray("no", "object");
        }

        var media = new JsonObject();
        foreach (var field in wanted.Fields)
        {
            if ((field.Name is "children" ? Children(account, post, field) : Value(account, post, field.Name)) is { } value)
            {
                media[field.Name] = value;
            }
        }

        media["id"] ??= Id(account, post);
        if (oddity is not Oddity.None)
        {
            media.Remove(oddity is Oddity.NoId ? "id" : "timestamp");
        }

        return media;
    }

    private static JsonObject? Children(SandboxAccount account, SandboxPost post, GraphField wanted)
    {
        if (KindOf(post) is not MediaKind.Album)
        {
            return null;
        }

        var children = new JsonArray();
        for (var i = 1; i <= 3; i++)
        {
            var child = new JsonObject { ["id"] = $"18{Id(account, post)[2..]}{i}" };
            foreach (var field in wanted.Fields.Where(field => field.Name is "media_type" or "media_url"))
            {
                child[field.Name] = field.Name is "media_type" ? "IMAGE" : CreatorVoice.Picture(post.Seed.For(i), 320, 400);
            }

            children.Add(child);
        }

        return new JsonObject { ["data"] = children };
    }

    public static MediaKind KindOf(SandboxPost post) => post.Seed.For("kind").Between(0, 9) switch
    {
        >= 5 => MediaKind.Reel,
        >= 3 => MediaKind.Album,
        _ => MediaKind.Image,
    };

    private static JsonNode? Value(SandboxAccount account, SandboxPost post, string field)
    {
        var kind = KindOf(post);
        var isReel = kind is MediaKind.Reel;
        return field switch
        {
            "id" => Id(account, post),
            "caption" => post.Seed.For("no caption").OneIn(25) ? null : post.Caption,
            "media_type" => isReel ? "VIDEO" : kind is MediaKind.Album ? "CAROUSEL_ALBUM" : "IMAGE",
            "media_product_type" => isReel ? "REELS" : "FEED",
            "media_url" => post.Seed.For("copyright").OneIn(30) ? null : CreatorVoice.Picture(post.Seed, 320, 400),
            "thumbnail_url" => isReel ? CreatorVoice.Picture(post.Seed, 320, 568) : null,
            "permalink" => $"https://www.instagram.com/{(isReel ? "reel" : "p")}/{ShortCode(post)}/",
            "shortcode" => ShortCode(post),
            "timestamp" => post.PublishedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            "username" => account.Handle,
            "like_count" => account.HidesCounts ? null : post.Likes,
            "comments_count" => post.Comments,
            "view_count" => isReel ? post.Views : null,
            _ => null,
        };
    }

    // 17 digits, as on Instagram: 36 bits say which account it is, 13 which post.
    public static string Id(SandboxAccount account, SandboxPost post)
    {
        var id = 17_000_000_000_000_000 + ((long)(account.Seed.For("media").Number >> 28) * SlotsOfAnAccount) + (post.Slot % SlotsOfAnAccount);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    private static string ShortCode(SandboxPost post) => "C" + Base64(BitConverter.GetBytes(post.Seed.For("code").Number))[..10];

    private static string Base64(string text) => Base64(Encoding.ASCII.GetBytes(text));

    private static string Base64(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
