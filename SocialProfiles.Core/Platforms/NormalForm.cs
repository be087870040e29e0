using System.Collections.Frozen;

namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Writes a letter and its mark as one character where there is one, as Unicode's normal form C does, so that the same word is
/// the same text. Our own, since .NET's does nothing without ICU (InvariantGlobalization). Marks are taken in the order in which
/// they stand.
/// </summary>
internal static class NormalForm
{
    private const char FirstHangul = '\uAC00';
    private const char FirstLead = '\u1100';
    private const char FirstVowel = '\u1161';
    private const char FirstTail = '\u11A7';
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly FrozenDictionary<(char Base, char Mark), char> _pairs = Enumerable.Range(0, NormalFormPairs.All.Length / 3)
        .ToFrozenDictionary(i => (NormalFormPairs.All[i * 3], NormalFormPairs.All[(i * 3) + 1]), i => NormalFormPairs.All[(i * 3) + 2]);

    private static readonly FrozenSet<char> _marks = _pairs.Keys.Select(pair => pair.Mark).ToFrozenSet();

    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') || !text.Any(IsMark))
        {
            return text;
        }

        var composed = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            // Only what stands directly before: a mark that could not be joined keeps the next ones from its letter.
            if (length > 0 && IsMark(c) && Join(composed[length - 1], c) is { } joined)
            {
                composed[length - 1] = joined;
            }
            else
            {
                composed[length++] = c;
            }
        }

        return new string(composed, 0, length);
    }

    private static bool IsMark(char c) => c >= '\u0300' && (_marks.Contains(c) || c is (>= FirstVowel and < (char)(FirstVowel + Vowels)) or (> FirstTail and < (char)(FirstTail + Tails)));

    private static char? Join(char before, char mark) =>
        _pairs.TryGetValue((before, mark), out var one) ? one
        : before is >= FirstLead and < (char)(FirstLead + Leads) && mark is >= FirstVowel and < (char)(FirstVowel + Vowels)
            ? (char)(FirstHangul + ((((before - FirstLead) * Vowels) + (mark - FirstVowel)) * Tails))
        : before is >= FirstHangul and < (char)(FirstHangul + (Leads * Vowels * Tails)) && (before - FirstHangul) % Tails == 0 && mark is > FirstTail and < (char)(FirstTail + Tails)
            ? (char)(before + (mark - FirstTail))
        : null;
}
