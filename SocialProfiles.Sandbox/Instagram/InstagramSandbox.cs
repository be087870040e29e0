using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// Instagram's business discovery, as Meta's Graph API offers it to an agency's own professional account:
/// <c>/{version}/{agency account}?fields=business_discovery.username(x){…}</c>.
/// Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery.
/// </summary>
internal sealed class InstagramSandbox : ISandboxPlatform
{
    public const string AgencyUserId = "17841400000000099";
    public const string AccessToken = "sandbox-instagram-token";

    private const int MostMedia = 100;
    private const int UsualMedia = 25;

    private static readonly string[] _known =
        ["id", "username", "name", "biography", "website", "profile_picture_url", "followers_count", "follows_count", "media_count", "media"];

    public string Path => "instagram";

    public SandboxAnswer? RefuseCaller(HttpRequest request)
    {
        var token = request.Bearer() ?? request.Query["access_token"].ToString();
        return token.Length == 0 ? InstagramErrors.NoToken()
            : token != AccessToken ? InstagramErrors.BadToken()
            : null;
    }

    public string? HandleOf(HttpRequest request) =>
        Discovery(request)?.Arguments.GetValueOrDefault("username") is { Length: > 0 } handle ? handle.ToLowerInvariant() : null;

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.Missing or SandboxConduct.Private => InstagramErrors.NoSuchUser(handle),
        SandboxConduct.RateLimited => InstagramErrors.TooManyCalls(),
        SandboxConduct.Flaky => InstagramErrors.ServerFault(),
        SandboxConduct.Revoked => InstagramErrors.SessionExpired(),
        SandboxConduct.Forbidden => InstagramErrors.NoPermission(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        var asked = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, ['v', ..], var node] ? node : "";
        if (asked == "debug_token")
        {
            // Source: developers.facebook.com/docs/facebook-login/guides/access-tokens/debugging. A token of sixty days that never grows old.
            return SandboxAnswer.Ok(new JsonObject { ["data"] = new JsonObject { ["is_valid"] = true, ["expires_at"] = now.AddDays(60).ToUnixTimeSeconds() } });
        }

        if (asked != AgencyUserId)
        {
            return InstagramErrors.UnknownObject(asked);
        }

        if (GraphField.Parse(request.Query["fields"].ToString()) is null)
        {
            return InstagramErrors.SyntaxError();
        }

        if (Discovery(request) is not { } discovery || HandleOf(request) is not { } handle)
        {
            return SandboxAnswer.Ok(new JsonObject { ["id"] = AgencyUserId });
        }

        if (discovery.Fields.FirstOrDefault(field => !_known.Contains(field.Name)) is { } unknown)
        {
            return InstagramErrors.UnknownField(unknown.Name);
        }

        var account = SandboxAccounts.Find(Path, handle, now);
        return discovery.Find("media") is { } media ? WithMedia(account, discovery, media) : Wrap(Profile(account, discovery));
    }

    private static GraphField? Discovery(HttpRequest request) => GraphField.Parse(request.Query["fields"].ToString())?.Find("business_discovery");

    private static SandboxAnswer WithMedia(SandboxAccount account, GraphField discovery, GraphField media)
    {
        if (InstagramMedia.UnknownField(media) is { } unknown)
        {
            return InstagramErrors.UnknownField(unknown);
        }

        long? before = null;
        if (media.Arguments.TryGetValue("after", out var cursor))
        {
            if (!InstagramMedia.TryReadCursor(cursor, out var slot))
            {
                return InstagramErrors.BadCursor();
            }

            before = slot;
        }

        var profile = Profile(account, discovery);
        var posts = account.PostsBefore(before, Math.Clamp(media.Number("limit", UsualMedia), 1, MostMedia));

        // An edge without anything behind it is left out altogether.
        if (posts.Count > 0)
        {
            profile["media"] = new JsonObject
            {
                ["data"] = new JsonArray([.. posts.Select(post => InstagramMedia.Write(account, post, media))]),
                ["paging"] = new JsonObject { ["cursors"] = Cursors(account, posts, isFirst: before is null) },
            };
        }

        return Wrap(profile);
    }

    // The first page has no "before", the last no "after"; a "next" address is not given here at all.
    private static JsonObject Cursors(SandboxAccount account, IReadOnlyList<SandboxPost> posts, bool isFirst)
    {
        var cursors = new JsonObject();
        if (!isFirst)
        {
            cursors["before"] = InstagramMedia.CursorAfter(posts[0]);
        }

        if (account.HasPostsBefore(posts[^1].Slot))
        {
            cursors["after"] = InstagramMedia.CursorAfter(posts[^1]);
        }

        return cursors;
    }

    private static JsonObject Profile(SandboxAccount account, GraphField wanted)
    {
        var profile = new JsonObject();
        foreach (var field in wanted.Fields)
        {
            JsonNode? value = field.Name switch
            {
                "username" => account.Handle,
                "name" => account.Voice.Name,
                "biography" => account.Voice.Biography,
                "website" => account.Voice.Website,
                "profile_picture_url" => CreatorVoice.Picture(account.Seed, 160, 160),
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

        profile["id"] = InstagramIds.Account(account);
        return profile;
    }

    // The outer id is the agency's account, the inner one the account that was looked up.
    private static SandboxAnswer Wrap(JsonObject profile) =>
        SandboxAnswer.Ok(new JsonObject { ["business_discovery"] = profile, ["id"] = AgencyUserId });
}
