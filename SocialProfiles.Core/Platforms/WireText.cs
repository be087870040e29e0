namespace SocialProfiles.Core.Platforms;

/// <summary>Makes text of a platform fit to be kept and shown. None of it is trusted.</summary>
internal static class WireText
{
    /// <summary>Longest text kept of a caption, a title, a name or a biography, in UTF-16 units.</summary>
    public const int Longest = 500;

    private const int LongestUrl = 2048;

    /// <summary>Trimmed, without NUL (which not every database stores), cut without splitting a character; null for nothing.</summary>
    public static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = text.Trim();
        text = text.Contains('\0') ? text.Replace("\0", "", StringComparison.Ordinal) : text;
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>An address for a page to point at: http(s) only, since <c>javascript:</c> is an address too; null for anything else.</summary>
    public static string? Url(string? text) =>
        text is { Length: > 8 and <= LongestUrl }
        && (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !text.Any(char.IsControl)
            ? text
            : null;

    /// <summary>An id that may become part of a key or an address of ours; null for anything else.</summary>
    public static string? Id(string? text) =>
        text is { Length: > 0 and <= 128 } && HandleText.IsAscii(text, "_-.") ? text : null;
}
