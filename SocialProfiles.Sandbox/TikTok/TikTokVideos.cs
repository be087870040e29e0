using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>The public videos of an account that consented. Source: developers.tiktok.com/doc/tiktok-api-v2-video-list and -video-query.</summary>
internal static class TikTokVideos
{
    private const int MostVideos = 20;
    private const int UsualVideos = 10;
    private const int LongestText = 150;

    private static readonly string[] _known =
    [
        "id", "create_time", "title", "video_description", "duration", "cover_image_url", "share_url", "embed_link", "embed_html",
        "height", "width", "like_count", "comment_count", "share_count", "view_count", "is_aigc",
    ];

    public static SandboxAnswer List(SandboxAccount account, SandboxConsent consent, HttpRequest request)
    {
        if (Refuse(consent, request) is { } refusal)
        {
            return refusal;
        }

        if (Body(request) is not { } body || !TryRead(body, "max_count", UsualVideos, out var count) || count is < 1 or > MostVideos
            || !TryRead(body, "cursor", long.MaxValue, out var cursor))
        {
            return TikTokErrors.InvalidParams("The request body is invalid: max_count is between 1 and 20, cursor is a number of milliseconds.");
        }

        // The cursor is a time in milliseconds, though create_time counts seconds.
        var older = account.PostsBefore(null, account.PostCount).Where(post => post.PublishedAt.ToUnixTimeMilliseconds() < cursor).ToList();
        var videos = older.Take((int)count).ToList();
        return TikTokErrors.Ok(new JsonObject
        {
            ["videos"] = Write(account, videos, request),
            ["cursor"] = videos.Count > 0 ? videos[^1].PublishedAt.ToUnixTimeMilliseconds() : 0,
            ["has_more"] = older.Count > videos.Count,
        });
    }

    public static SandboxAnswer Query(SandboxAccount account, SandboxConsent consent, HttpRequest request)
    {
        if (Refuse(consent, request) is { } refusal)
        {
            return refusal;
        }

        if (Body(request)?["filters"]?["video_ids"] is not JsonArray { Count: > 0 and <= MostVideos } wanted)
        {
            return TikTokErrors.InvalidParams("The request body is invalid: filters.video_ids holds 1 to 20 ids.");
        }

        // Ids of others and of nobody are left out without a word.
        var ids = wanted.Select(id => id?.ToString()).ToHashSet(StringComparer.Ordinal);
        var videos = account.PostsBefore(null, account.PostCount).Where(post => ids.Contains(Id(account, post))).ToList();
        return TikTokErrors.Ok(new JsonObject { ["videos"] = Write(account, videos, request), ["cursor"] = 0, ["has_more"] = false });
    }

    private static SandboxAnswer? Refuse(SandboxConsent consent, HttpRequest request) =>
        !consent.Has(TikTokConsentSite.Videos) ? TikTokErrors.NotAuthorized()
        : TikTokFields.Read(request, _known) is null ? TikTokErrors.InvalidParams("Fields is missing or invalid in the request.")
        : null;

    private static JsonArray Write(SandboxAccount account, IEnumerable<SandboxPost> posts, HttpRequest request)
    {
        var fields = TikTokFields.Read(request, _known)!;
        return new JsonArray([.. posts.Select(post => Write(account, post, fields))]);
    }

    private static JsonNode Write(SandboxAccount account, SandboxPost post, IEnumerable<string> fields)
    {
        var oddity = account.OddityOf(post);
        if (oddity is Oddity.OtherShape)
        {
            return new JsonArray("no", "object");
        }

        var video = new JsonObject(fields.Distinct(StringComparer.Ordinal).Select(field => KeyValuePair.Create(field, Value(account, post, field))));
        if (oddity is not Oddity.None)
        {
            video.Remove(oddity is Oddity.NoId ? "id" : "create_time");
        }

        return video;
    }

    private static JsonNode? Value(SandboxAccount account, SandboxPost post, string field) => field switch
    {
        "id" => Id(account, post),
        "create_time" => post.PublishedAt.ToUnixTimeSeconds(),
        "title" or "video_description" => Shortened(post.Caption),
        "duration" => post.Seed.For("seconds").Between(7, 180),
        "cover_image_url" => CreatorVoice.Picture(post.Seed, 300, 400),
        "share_url" => $"https://www.tiktok.com/@{account.Handle}/video/{Id(account, post)}?utm_campaign=tt4d_open_api&utm_source={TikTokConsentSite.ClientKey}",
        "embed_link" => $"https://www.tiktok.com/player/v1/{Id(account, post)}?utm_campaign=tt4d_open_api&utm_source={TikTokConsentSite.ClientKey}",
        "embed_html" => $"<blockquote class=\"tiktok-embed\" data-video-id=\"{Id(account, post)}\"></blockquote>",
        "height" => 400,
        "width" => 300,
        "like_count" => post.Likes,
        "comment_count" => post.Comments,
        "share_count" => post.Shares,
        "view_count" => post.Views,
        _ => post.Seed.For("made by a machine").OneIn(30),
    };

    // As on TikTok, the time is in the upper half.
    private static string Id(SandboxAccount account, SandboxPost post)
    {
        var lower = account.Seed.For("video").For(post.Slot).Number >> 32;
        return (((ulong)post.PublishedAt.ToUnixTimeSeconds() << 32) | lower).ToString(CultureInfo.InvariantCulture);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private static JsonObject? Body(HttpRequest request)
    {
        try
        {
            request.Body.Position = 0;
            return request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryRead(JsonObject body, string name, long otherwise, out long value)
    {
        value = otherwise;
        return body[name] is null || (body[name] is JsonValue number && number.TryGetValue(out value));
    }
}
