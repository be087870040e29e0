using System.Text;

namespace SocialProfiles.Core.Platforms;

/// <summary>Makes text of a platform fit to be kept and shown. None of it is trusted.</summary>
internal static class WireText
{
    /// <summary>Longest text kept of a caption, a title, a name or a biography, in UTF-16 units.</summary>
    public const int Longest = 500;

    private const int LongestUrl = 2048;

    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Trimmed, in Unicode's normal form C, without NUL (which not every database stores) and without what turns the text around
    /// it from right to left, cut without splitting a character; null for nothing.
    /// </summary>
    public static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = Normalized(text).Trim();
        if (text.Any(IsDropped))
        {
            text = string.Concat(text.Where(c => !IsDropped(c))).Trim();
        }

        return text.Length == 0 ? null
            : text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>An address for a page to point at: http(s) only, since <c>javascript:</c> is an address too; null for anything else.</summary>
    public static string? Url(string? text) =>
        text is { Length: > 8 and <= LongestUrl }
        && (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !text.Any(char.IsControl)
            ? text
            : null;

    /// <summary>An address of one of the platform's own hosts; null for any other, so that no post of ours leads elsewhere.</summary>
    /// <param name="owns">Whether a host, in lower case, is the platform's.</param>
    public static string? Link(string? text, Func<string, bool> owns) =>
        Url(text) is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && owns(address.Host.ToLowerInvariant()) ? url : null;

    /// <summary>An id that may become part of a key or an address of ours; null for anything else.</summary>
    public static string? Id(string? text) =>
        text is { Length: > 0 and <= 128 } && HandleText.IsAscii(text, "_-.") ? text : null;

    private static string Normalized(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Half of a surrogate pair is no character, and has no normal form.
        var whole = text.ToCharArray();
        for (var i = 0; i < whole.Length; i++)
        {
            if (char.IsHighSurrogate(whole[i]) && i + 1 < whole.Length && char.IsLowSurrogate(whole[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(whole[i]))
            {
                whole[i] = Replacement;
            }
        }

        return NormalForm.Of(new string(whole));
    }

    /// <summary>NUL, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm (not the harmless marks).</summary>
    private static bool IsDropped(char c) => c is '\0' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
