using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>The profile of an account that consented. Source: developers.tiktok.com/doc/tiktok-api-v2-get-user-info.</summary>
internal static class TikTokUser
{
    /// <summary>The scope that each field needs.</summary>
    private static readonly Dictionary<string, string> _scopes = new(StringComparer.Ordinal)
    {
        ["open_id"] = TikTokConsentSite.Basic,
        ["union_id"] = TikTokConsentSite.Basic,
        ["avatar_url"] = TikTokConsentSite.Basic,
        ["avatar_url_100"] = TikTokConsentSite.Basic,
        ["avatar_large_url"] = TikTokConsentSite.Basic,
        ["display_name"] = TikTokConsentSite.Basic,
        ["username"] = TikTokConsentSite.Profile,
        ["bio_description"] = TikTokConsentSite.Profile,
        ["profile_deep_link"] = TikTokConsentSite.Profile,
        ["is_verified"] = TikTokConsentSite.Profile,
        ["follower_count"] = TikTokConsentSite.Stats,
        ["following_count"] = TikTokConsentSite.Stats,
        ["likes_count"] = TikTokConsentSite.Stats,
        ["video_count"] = TikTokConsentSite.Stats,
    };

    public static SandboxAnswer Info(SandboxAccount account, SandboxConsent consent, HttpRequest request)
    {
        if (TikTokFields.Read(request, _scopes.Keys) is not { } fields)
        {
            return TikTokErrors.InvalidParams("Fields is missing or invalid in the request.");
        }

        if (!consent.Has(TikTokConsentSite.Basic))
        {
            return TikTokErrors.NotAuthorized();
        }

        var missed = fields.Where(field => !consent.Has(_scopes[field])).ToList();
        if (missed.Count > 0)
        {
            return TikTokErrors.PermissionMissed(string.Join(", ", missed));
        }

        var user = new JsonObject();
        foreach (var field in fields)
        {
            user[field] = Value(account, field);
        }

        return TikTokErrors.Ok(new JsonObject { ["user"] = user });
    }

    private static JsonNode? Value(SandboxAccount account, string field) => field switch
    {
        "open_id" => TikTokTokens.OpenId(account.Handle),
        "union_id" => TikTokTokens.OpenId($"{account.Handle} of all apps"),
        "display_name" => account.Voice.Name,
        "username" => account.Handle,
        "bio_description" => account.Voice.Biography,
        "profile_deep_link" => $"https://vm.tiktok.com/Z{account.Seed.For("link").Number % 100_000_000:D8}/",
        "is_verified" => account.Followers > 1_000_000,
        "follower_count" => account.Followers,
        "following_count" => account.Following,
        "likes_count" => account.TotalLikes,
        "video_count" => account.PostCount,
        _ => CreatorVoice.Picture(account.Seed, 100, 100),
    };
}
