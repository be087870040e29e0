using System.Security.Cryptography;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Accounts;

/// <summary>How a recovery code looks, and what is kept of it.</summary>
internal static class RecoveryCodeText
{
    /// <summary>How many somebody gets.</summary>
    public const int Count = 10;

    // Crockford's base 32: no letters that look like digits.
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>80 random bits.</summary>
    private const int Length = 16;

    private const int GroupLength = 4;

    /// <summary>Such as <c>k3mv-09qa-x2t7-hb5d</c>.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>The hash of what somebody typed, also in capitals, without hyphens, and with O for 0 and I or L for 1; null where it can't be a code.</summary>
    public static byte[]? Hash(string? typed)
    {
        var plain = string.Concat((typed ?? "").ToLowerInvariant().Take(64).Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'o' => '0', 'i' or 'l' => '1', _ => c }));
        return plain.Length == Length ? RandomSecret.Hash(plain) : null;
    }
}
