using System.Net;
using System.Text.Encodings.Web;

namespace SocialProfiles.Core.Texts;

/// <summary>Words that tell who somebody is, and whether a text holds one of them as a whole word, in whatever case and however it was encoded for where it stands.</summary>
internal sealed class NamingWords
{
    /// <summary>For patterns of LIKE.</summary>
    public const string Escape = "\\";

    // Below this many characters a word would be found everywhere; it counts only where it is all of the text.
    private const int ShortestInside = 3;

    private readonly string[] _words;

    public NamingWords(IEnumerable<string> words)
    {
        _words =
        [
            .. words.Where(word => !string.IsNullOrWhiteSpace(word))
                .SelectMany(word => (string[])[word, WebUtility.HtmlEncode(word), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(word), JavaScriptEncoder.Default.Encode(word), Uri.EscapeDataString(word)])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(word => word.Length),
        ];
    }

    /// <summary>For a database to find rows that may hold one; whether they do, <see cref="AreIn"/> says.</summary>
    public IEnumerable<string> Patterns => _words.Select(word =>
    {
        var escaped = word.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal);
        return word.Length < ShortestInside ? escaped : $"%{escaped}%";
    });

    public bool AreIn(string? text) => text is not null && _words.Any(word => At(text, word, 0) >= 0);

    /// <summary>The text with each of the words replaced.</summary>
    public string Replace(string text, string with)
    {
        foreach (var word in _words)
        {
            for (var at = At(text, word, 0); at >= 0; at = At(text, word, at + with.Length))
            {
                text = string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + word.Length));
            }
        }

        return text;
    }

    private static int At(string text, string word, int from)
    {
        if (word.Length < ShortestInside)
        {
            return from == 0 && text.Equals(word, StringComparison.OrdinalIgnoreCase) ? 0 : -1;
        }

        var isHandle = !word.Contains(' ', StringComparison.Ordinal);
        for (var at = from > text.Length ? -1 : text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if (Ends(text, at - 1, -1, isHandle) && Ends(text, end, +1, isHandle))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>A point or a hyphen parts words, but not handles: <c>mara</c> is not in <c>mara.lind</c>.</summary>
    private static bool Ends(string text, int at, int step, bool isHandle)
    {
        if (at < 0 || at >= text.Length)
        {
            return true;
        }

        var beyond = at + step;
        return !char.IsLetterOrDigit(text[at]) && !(isHandle && (text[at] is '.' or '_' or '-') && beyond >= 0 && beyond < text.Length && char.IsLetterOrDigit(text[beyond]));
    }
}
