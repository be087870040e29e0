using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Signs a delivery as Standard Webhooks 1.0 says: HMAC-SHA256 over id, time and body, with a dot between two.</summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public static string IdOf(Guid deliveryId) => $"msg_{deliveryId:N}";

    /// <param name="id">Of the message, the same at each attempt.</param>
    /// <param name="at">UTC, of this attempt; in it as whole seconds.</param>
    /// <param name="body">To the byte as it is sent.</param>
    /// <returns>Such as <c>v1,K5oZ…=</c>.</returns>
    public static string Of(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, WebhookSecret.KeyOf(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{Seconds(at)}."));
        hash.AppendData(body);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
