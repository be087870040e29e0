using System.Globalization;
using System.Text;

namespace SocialProfiles.Core.Platforms;

/// <summary>What handles are made of.</summary>
internal static class HandleText
{
    /// <summary>Takes one @ away from the front of a part of a path, where people leave it in.</summary>
    public static string WithoutAt(string part) => part.StartsWith('@') ? part[1..] : part;

    /// <summary>ASCII letters and digits, and <paramref name="others"/>.</summary>
    public static bool IsAscii(string text, ReadOnlySpan<char> others)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !others.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters, their marks and digits of any script, and <paramref name="others"/>; at least one letter or digit.</summary>
    public static bool IsOfAnyScript(string text, ReadOnlySpan<char> others)
    {
        var hasLetter = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber)
            {
                hasLetter = true;
            }
            else if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                && !(rune.IsBmp && others.Contains((char)rune.Value)))
            {
                return false;
            }
        }

        return hasLetter;
    }

    /// <summary>Characters as people count them, roughly: code points.</summary>
    public static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }
}
