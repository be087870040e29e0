using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>An account's profile and posts, as its owner's token shows them.</summary>
internal static class InstagramUser
{
    private const int MostMedia = 100;
    private const int UsualMedia = 25;

    private static readonly string[] _known =
        ["id", "user_id", "username", "name", "account_type", "profile_picture_url", "biography", "website", "followers_count", "follows_count", "media_count"];

    public static string AppScopedId(SandboxAccount account) => InstagramIds.AppScoped(account.Handle).ToString(CultureInfo.InvariantCulture);

    public static SandboxAnswer Profile(SandboxAccount account, HttpRequest request)
    {
        if (Fields(request, "id") is not { } wanted)
        {
            return InstagramErrors.SyntaxError();
        }

        if (wanted.Fields.FirstOrDefault(field => !_known.Contains(field.Name)) is { } unknown)
        {
            return InstagramErrors.UnknownField(unknown.Name);
        }

        var profile = new JsonObject();
        foreach (var field in wanted.Fields)
        {
            JsonNode? value = field.Name switch
            {
                "user_id" => InstagramIds.Account(account),
                "username" => account.Handle,
                "name" => account.Voice.Name,
                "account_type" => account.Seed.For("type").OneIn(2) ? "BUSINESS" : "MEDIA_CREATOR",
                "profile_picture_url" => CreatorVoice.Picture(account.Seed, 160, 160),
                "biography" => account.Voice.Biography,
                "website" => account.Voice.Website,
                "followers_count" => account.Followers,
                "follows_count" => account.Following,
                "media_count" => account.PostCount,
                _ => null,
            };
            if (value is not null)
            {
                profile[field.Name] = value;
            }
        }

        profile["id"] = AppScopedId(account);
        return SandboxAnswer.Ok(profile);
    }

    public static SandboxAnswer Media(SandboxAccount account, HttpRequest request)
    {
        if (Fields(request, "id,timestamp") is not { } wanted)
        {
            return InstagramErrors.SyntaxError();
        }

        if (InstagramMedia.UnknownFieldOfOwn(wanted) is { } unknown)
        {
            return InstagramErrors.UnknownField(unknown);
        }

        long? before = null;
        if (request.Query["after"].ToString() is { Length: > 0 } cursor)
        {
            if (!InstagramMedia.TryReadCursor(cursor, out var slot))
            {
                return InstagramErrors.BadCursor();
            }

            before = slot;
        }

        var limit = int.TryParse(request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : UsualMedia;
        var posts = account.PostsBefore(before, Math.Clamp(limit, 1, MostMedia));
        var body = new JsonObject { ["data"] = new JsonArray([.. posts.Select(post => InstagramMedia.Write(account, post, wanted))]) };
        if (posts.Count > 0)
        {
            body["paging"] = Paging(account, posts, request);
        }

        return SandboxAnswer.Ok(body);
    }

    private static GraphField? Fields(HttpRequest request, string usual) =>
        GraphField.Parse(request.Query["fields"].ToString() is { Length: > 0 } fields ? fields : usual);

    // There are cursors on the last page too; what says that there is more is "next". It carries the caller's token, as on Instagram.
    private static JsonObject Paging(SandboxAccount account, IReadOnlyList<SandboxPost> posts, HttpRequest request)
    {
        var after = InstagramMedia.CursorAfter(posts[^1]);
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = InstagramMedia.CursorAfter(posts[0]), ["after"] = after } };
        if (account.HasPostsBefore(posts[^1].Slot))
        {
            var token = request.Bearer() ?? request.Query["access_token"].ToString();
            var address = $"{request.Scheme}://{request.Host}{request.Path}?access_token={Uri.EscapeDataString(token)}";
            foreach (var name in new[] { "fields", "limit" })
            {
                if (request.Query.TryGetValue(name, out var value))
                {
                    address += $"&{name}={Uri.EscapeDataString(value.ToString())}";
                }
            }

            paging["next"] = $"{address}&after={after}";
        }

        return paging;
    }
}
