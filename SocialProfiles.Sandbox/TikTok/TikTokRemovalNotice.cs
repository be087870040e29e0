using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>
/// What TikTok sends to an app that a person removed: a body, and a header that signs it.
/// Source: developers.tiktok.com/doc/webhooks-events and webhooks-verification.
/// </summary>
/// <param name="Body">JSON. The content is JSON once more, as text.</param>
/// <param name="Signature">Value of the header.</param>
internal sealed record TikTokRemovalNotice(string Body, string Signature)
{
    public const string SignatureHeader = "TikTok-Signature";

    /// <summary>The person disconnected the app; 2 says that the account is gone.</summary>
    private const int Disconnected = 1;

    public static TikTokRemovalNotice Of(string handle, DateTimeOffset at, int reason = Disconnected)
    {
        var body = new JsonObject
        {
            ["client_key"] = TikTokConsentSite.ClientKey,
            ["event"] = "authorization.removed",
            ["create_time"] = at.ToUnixTimeSeconds(),
            ["user_openid"] = TikTokTokens.OpenId(handle),
            ["content"] = string.Create(CultureInfo.InvariantCulture, $"{{\"reason\": {reason} }}"),
        }.ToJsonString();
        return new TikTokRemovalNotice(body, Sign(body, at, TikTokConsentSite.ClientSecret));
    }

    /// <summary>The header for a body that was sent at a time.</summary>
    public static string Sign(string body, DateTimeOffset at, string secret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},s={Convert.ToHexStringLower(signature)}";
    }
}
