using System.Net;
using System.Text.Encodings.Web;

namespace SocialProfiles.Core.Texts;

/// <summary>
/// Words that tell who somebody is, and whether a text holds one of them as a whole word, in whatever case and however it was encoded for where it
/// stands. A single short word counts only where it is all of the text, or stands behind an @ or in brackets: <c>Anna</c> is not in <c>Anna Schmidt</c>.
/// </summary>
internal sealed class NamingWords
{
    /// <summary>For patterns of LIKE.</summary>
    public const string Escape = "\\";

    // Below this many characters a word would be found everywhere; it counts only where it is all of the text.
    private const int ShortestInside = 3;

    // A shorter one that is a single word may be anybody's first name, or a word of the language.
    private const int ShortestSingle = 16;

    private readonly Word[] _words;

    /// <param name="commonToo">Also finds a single short word wherever it stands.</param>
    public NamingWords(IEnumerable<string> words, bool commonToo = false)
    {
        _words =
        [
            .. words.Where(word => !string.IsNullOrWhiteSpace(word))
                .SelectMany(word => ((string[])[word, WebUtility.HtmlEncode(word), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(word), JavaScriptEncoder.Default.Encode(word), Uri.EscapeDataString(word)])
                    .Select(text => new Word(text, IsSingle: !word.Any(char.IsWhiteSpace), !commonToo && IsCommon(word))))
                .DistinctBy(word => word.Text, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(word => word.Text.Length),
        ];
    }

    /// <summary>Whether others may be called so in part, or it may be a word of the language: one short word.</summary>
    public static bool IsCommon(string word) => word.Length < ShortestSingle && !word.Any(c => char.IsWhiteSpace(c) || c is '/' or ':' or '@');

    /// <summary>For a database to find rows that may hold one; whether they do, <see cref="AreIn"/> says.</summary>
    public IEnumerable<string> Patterns => _words.Select(word =>
    {
        var escaped = Escaped(word.Text);
        return word.Text.Length < ShortestInside ? escaped : $"%{escaped}%";
    });

    /// <summary>A text that a pattern of LIKE takes to the letter.</summary>
    public static string Escaped(string text) =>
        text.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal);

    public bool AreIn(string? text) => text is not null && _words.Any(word => At(text, word, 0) >= 0);

    /// <summary>The text with each of the words replaced.</summary>
    public string Replace(string text, string with) => Replace(text, _ => with);

    /// <summary>The text with each of the words replaced by what is made of it, as it stands there.</summary>
    public string Replace(string text, Func<string, string> with)
    {
        foreach (var word in _words)
        {
            for (var at = At(text, word, 0); at >= 0;)
            {
                var instead = with(text.Substring(at, word.Text.Length));
                text = string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + word.Text.Length));
                at = At(text, word, at + instead.Length);
            }
        }

        return text;
    }

    private static int At(string text, Word word, int from)
    {
        var sought = word.Text;
        if (sought.Length < ShortestInside)
        {
            return from == 0 && text.Equals(sought, StringComparison.OrdinalIgnoreCase) ? 0 : -1;
        }

        for (var at = from > text.Length ? -1 : text.IndexOf(sought, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(sought, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + sought.Length;
            if (Ends(text, at - 1, -1, word.IsSingle) && Ends(text, end, +1, word.IsSingle) && (!word.IsSingle || IsMeant(text, at, end, word)))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Not the first part of an e-mail address; and one that may be anybody's has to be all of the text, a handle (<c>@anna</c>), or alone in brackets.</summary>
    private static bool IsMeant(string text, int at, int end, Word word) =>
        (end == text.Length || text[end] != '@')
        && (!word.IsCommon || (at == 0 && end == text.Length) || (at > 0 && text[at - 1] == '(' && end < text.Length && text[end] == ')') || (at > 0 && text[at - 1] == '@' && (at == 1 || !char.IsLetterOrDigit(text[at - 2]))));

    /// <summary>A point or a hyphen parts words, but not handles: <c>mara</c> is not in <c>mara.lind</c>.</summary>
    private static bool Ends(string text, int at, int step, bool isSingle)
    {
        if (at < 0 || at >= text.Length)
        {
            return true;
        }

        var beyond = at + step;
        return !char.IsLetterOrDigit(text[at]) && !(isSingle && (text[at] is '.' or '_' or '-') && beyond >= 0 && beyond < text.Length && char.IsLetterOrDigit(text[beyond]));
    }

    /// <param name="Text">Encoded for where it may stand.</param>
    /// <param name="IsSingle">Whether it is one word, such as a handle.</param>
    /// <param name="IsCommon">Whether others may be called so in part: <c>Anna</c>.</param>
    private sealed record Word(string Text, bool IsSingle, bool IsCommon);
}
