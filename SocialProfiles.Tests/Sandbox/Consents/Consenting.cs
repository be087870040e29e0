using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Tests.Sandbox.Consents;

/// <summary>From consent to access token in one step, for tests about what comes after.</summary>
internal static class Consenting
{
    public static async Task<string> InstagramTokenAsync(this RunningSandbox sandbox, string handle, params string[] scopes)
    {
        var (_, body) = await sandbox.PostAsync(
            "instagram-token/oauth/access_token",
            ("client_id", InstagramConsentSite.AppId), ("client_secret", InstagramConsentSite.AppSecret), ("grant_type", "authorization_code"),
            ("redirect_uri", RunningSandbox.RedirectAddress), ("code", sandbox.Consent("instagram", handle, scopes.Length > 0 ? scopes : null)));
        var shortLived = (body["data"]?[0] ?? body)["access_token"]!.GetValue<string>();
        var (_, longLived) = await sandbox.GetAsync(
            $"instagram-user/access_token?grant_type=ig_exchange_token&client_secret={InstagramConsentSite.AppSecret}&access_token={shortLived}");
        return longLived.Text("access_token");
    }

    public static async Task<string> GoogleTokenAsync(this RunningSandbox sandbox, string handle, params string[] scopes)
    {
        var (_, body) = await sandbox.PostAsync(
            "google-token/token",
            ("client_id", GoogleConsentSite.AppId), ("client_secret", GoogleConsentSite.AppSecret), ("grant_type", "authorization_code"),
            ("redirect_uri", RunningSandbox.RedirectAddress), ("code", sandbox.Consent("youtube", handle, scopes.Length > 0 ? scopes : null)));
        return body.Text("access_token");
    }
}
