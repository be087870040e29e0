using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Security;

/// <summary>Secrets that nobody can guess, and what is kept of them. With 256 random bits a slow hash would add nothing.</summary>
public static class RandomSecret
{
    /// <summary>256 random bits, base64url: 43 characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret is the one of a hash, in the same time for every answer.</summary>
    public static bool Is(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
