using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// What Meta posts to the deauthorize address of an app that a person removed: the field <c>signed_request</c> of a form,
/// signature and content with a dot between them. Source: developers.facebook.com/docs/facebook-login, data deletion and signed requests.
/// </summary>
internal static class MetaRemovalNotice
{
    public const string Field = "signed_request";

    public static string Of(string handle, DateTimeOffset at)
    {
        var content = new JsonObject
        {
            ["algorithm"] = "HMAC-SHA256",
            ["issued_at"] = at.ToUnixTimeSeconds(),
            ["user_id"] = InstagramIds.AppScoped(handle).ToString(CultureInfo.InvariantCulture),
        };
        return Sign(content.ToJsonString(), InstagramConsentSite.AppSecret);
    }

    /// <summary>The signed request for a content.</summary>
    public static string Sign(string content, string secret)
    {
        var written = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content));
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(written));
        return $"{Base64Url.EncodeToString(signature)}.{written}";
    }
}
