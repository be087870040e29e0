using System.Security.Cryptography;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The secret of an endpoint as Standard Webhooks writes it: <c>whsec_</c> and 32 random bytes in base64.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <exception cref="FormatException">It is none.</exception>
    public static byte[] KeyOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Prefix.Length..]) : throw new FormatException("A secret of an endpoint begins with whsec_.");
}
