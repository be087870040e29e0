using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Security;

/// <summary>Secrets that nobody can guess, and what is kept of them. With 128 random bits and more a slow hash would add nothing.</summary>
public static class RandomSecret
{
    /// <summary>256 random bits, base64url: 43 characters.</summary>
    public static string New() => New(32);

    /// <summary>As many random bytes, base64url; 16 are the fewest that nobody guesses.</summary>
    public static string New(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>SHA-256.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret is the one of a hash, in the same time for every answer.</summary>
    public static bool Is(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
