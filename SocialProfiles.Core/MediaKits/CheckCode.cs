using System.Security.Cryptography;

namespace SocialProfiles.Core.MediaKits;

/// <summary>
/// The code by which a brand checks a printed kit: ten characters of Crockford's base 32 in two groups, such as <c>7K3QF-0XN4B</c>.
/// 50 random bits: with the few checks a minute that an address has, finding one by guessing takes longer than agencies live.
/// See https://www.crockford.com/base32.html.
/// </summary>
public static class CheckCode
{
    /// <summary>Characters without the hyphen.</summary>
    public const int Length = 10;

    // Without I, L, O and U, which look like others or spell words.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>As it is stored, without the hyphen.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As it is printed.</summary>
    public static string Format(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>Reads what somebody typed: in any case, with or without hyphens and spaces, and with the letters that look like digits taken for them.</summary>
    /// <returns>As it is stored; null where this can be no code.</returns>
    public static string? Read(string? text)
    {
        if (text is not { Length: >= Length and <= 64 })
        {
            return null;
        }

        var code = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '‐')).Select(char.ToUpperInvariant).Select(c => c switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => c,
        }));
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
