using System.Collections.Frozen;
using System.Text;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Talents;

/// <summary>
/// Text as search and order compare it: without case, accents and apostrophes, and with special letters as people type them
/// who do not have them on their keyboard. <c>Åsa</c> is <c>asa</c>, <c>Łódź</c> is <c>lodz</c>, <c>O’Hara</c> is <c>ohara</c>.
/// </summary>
public static class Folded
{
    // Lower-case letters that Unicode does not take apart into a letter and a mark.
    private static readonly FrozenDictionary<char, string> _plain = new Dictionary<char, string>
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ħ'] = "h",
        ['ı'] = "i",
        ['ŧ'] = "t",
        ['ŋ'] = "n",
        ['ſ'] = "s",
        ['ɓ'] = "b",
        ['ɗ'] = "d",
        ['ƙ'] = "k",
        ['ƴ'] = "y",
        ['ς'] = "σ",
        ['\''] = "",
        ['’'] = "",
        ['‘'] = "",
        ['ʼ'] = "",
        ['ʻ'] = "",
        ['`'] = "",
        ['´'] = "",
        ['‐'] = "-",
        ['‑'] = "-",
        ['–'] = "-",
    }.ToFrozenDictionary();

    /// <param name="text">Any text, composed or not.</param>
    public static string Of(string text)
    {
        var plain = Composition.WithoutAccents(text).ToLowerInvariant();
        if (!plain.Any(_plain.ContainsKey))
        {
            return plain;
        }

        var folded = new StringBuilder(plain.Length + 8);
        foreach (var c in plain)
        {
            if (_plain.TryGetValue(c, out var letters))
            {
                folded.Append(letters);
            }
            else
            {
                folded.Append(c);
            }
        }

        return folded.ToString();
    }
}
