using System.Globalization;
using System.Text;

namespace SocialProfiles.Core.Texts;

/// <summary>What text of people and platforms may do to the lines around it: nothing.</summary>
public static class ShownText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>Whether a character turns the direction of what follows, which can make a text read as another one.</summary>
    public static bool IsDirectionControl(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public static bool HasDirectionControls(string text) => text.Any(IsDirectionControl);

    /// <summary>The text without direction controls; null stays null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Neutral(string? text) =>
        text is null || !HasDirectionControls(text) ? text : string.Concat(text.Where(c => !IsDirectionControl(c)));

    /// <summary>
    /// The text as it is kept: composed (NFC), and without what pasting leaves behind unseen, such as zero-width spaces. The two
    /// joiners stay, because Persian names and many emoji are spelled with them.
    /// </summary>
    /// <param name="text">May hold halves of surrogate pairs; they become replacement characters.</param>
    public static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || IsJoiner(rune) || IsTag(rune) || (rune.IsBmp && IsDirectionControl((char)rune.Value)))
            {
                kept.Append(rune.ToString());
            }
        }

        return Composition.Compose(kept.ToString());
    }

    /// <summary>Whether there is anything to see.</summary>
    public static bool IsVisible(string text) => FirstVisible(text) is not null;

    /// <summary>The first character that is seen, whatever hides in front of it; null where there is none.</summary>
    public static Rune? FirstVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsBlankLetter(rune)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                return rune;
            }
        }

        return null;
    }

    /// <summary>Letters and symbols that are empty by design: the Hangul fillers and the Braille blank.</summary>
    internal static bool IsBlankLetter(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    private static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner;

    /// <summary>The flags of England, Scotland and Wales are spelled with these.</summary>
    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}
