using System.Globalization;

namespace SocialProfiles.Core.Texts;

/// <summary>
/// Canonical composition (NFC): what looks alike is spelled alike. The runtime's own does nothing here, because the application
/// runs without ICU, which small servers do not have.
/// </summary>
internal static class Composition
{
    private const int HangulFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailFirst = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private const char FirstAccent = '\u0300';
    private const char LastAccent = '\u036F';

    private static readonly Lazy<Tables> _tables = new(Tables.Read);

    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF'))
        {
            // Nothing below the first combining mark can be composed or taken apart into something else.
            return text;
        }

        var tables = _tables.Value;
        List<char> parts = new(text.Length + 8);
        foreach (var c in text)
        {
            TakeApart(c, parts, tables);
        }

        Order(parts, tables);
        return new string([.. Join(parts, tables)]);
    }

    /// <summary>
    /// The text, composed, without the accents of Latin, Greek and Cyrillic letters. The marks of other scripts stay: there they
    /// make another letter or its vowel.
    /// </summary>
    public static string WithoutAccents(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F'))
        {
            return text;
        }

        var tables = _tables.Value;
        List<char> parts = new(text.Length + 8);
        foreach (var c in text)
        {
            TakeApart(c, parts, tables);
        }

        parts.RemoveAll(part => part is >= FirstAccent and <= LastAccent);
        Order(parts, tables);
        return new string([.. Join(parts, tables)]);
    }

    private static void TakeApart(char c, List<char> parts, Tables tables)
    {
        var syllable = c - HangulFirst;
        if (syllable is >= 0 and < Leads * Vowels * Tails)
        {
            parts.Add((char)(LeadFirst + (syllable / (Vowels * Tails))));
            parts.Add((char)(VowelFirst + (syllable % (Vowels * Tails) / Tails)));
            if (syllable % Tails > 0)
            {
                parts.Add((char)(TailFirst + (syllable % Tails)));
            }
        }
        else if (tables.Apart.TryGetValue(c, out var pieces))
        {
            foreach (var piece in pieces)
            {
                TakeApart(piece, parts, tables);
            }
        }
        else
        {
            parts.Add(c);
        }
    }

    /// <summary>Puts the marks of one letter in the order of their classes; marks of one class keep theirs.</summary>
    private static void Order(List<char> parts, Tables tables)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var mark = parts[i];
            var order = tables.ClassOf(mark);
            var at = i;
            while (order > 0 && at > 0 && tables.ClassOf(parts[at - 1]) > order)
            {
                parts[at] = parts[at - 1];
                at--;
            }

            parts[at] = mark;
        }
    }

    private static List<char> Join(List<char> parts, Tables tables)
    {
        List<char> joined = new(parts.Count);
        var letter = -1;
        var lastClass = 0;
        foreach (var c in parts)
        {
            var order = tables.ClassOf(c);
            var isNext = letter == joined.Count - 1;
            if (letter >= 0 && (isNext || (lastClass < order && lastClass > 0)) && Pair(joined[letter], c, tables) is { } composed)
            {
                joined[letter] = composed;
                continue;
            }

            joined.Add(c);
            lastClass = order;
            letter = order == 0 ? joined.Count - 1 : letter;
        }

        return joined;
    }

    private static char? Pair(char first, char second, Tables tables)
    {
        if (first - LeadFirst is >= 0 and < Leads and var lead && second - VowelFirst is >= 0 and < Vowels and var vowel)
        {
            return (char)(HangulFirst + (((lead * Vowels) + vowel) * Tails));
        }

        return first - HangulFirst is >= 0 and < Leads * Vowels * Tails and var syllable && syllable % Tails == 0 && second - TailFirst is > 0 and < Tails and var tail
            ? (char)(first + tail)
            : tables.Together.TryGetValue((first, second), out var composed) ? composed : null;
    }

    /// <summary>Compositions.txt, read once.</summary>
    private sealed class Tables
    {
        private readonly Dictionary<char, byte> _classes = [];

        public Dictionary<char, string> Apart { get; } = [];

        public Dictionary<(char First, char Second), char> Together { get; } = [];

        public int ClassOf(char c) => _classes.GetValueOrDefault(c);

        public static Tables Read()
        {
            var tables = new Tables();
            using var stream = typeof(Composition).Assembly.GetManifestResourceStream("Compositions.txt")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                switch (line.Split(' '))
                {
                    case ["#", ..]:
                        break;
                    case [var marks, ":", var order]:
                        for (var mark = Of(marks[..4]); mark <= Of(marks[5..]); mark++)
                        {
                            tables._classes[mark] = byte.Parse(order, CultureInfo.InvariantCulture);
                        }

                        break;
                    case [var whole, var kind, .. var pieces]:
                        var apart = string.Concat(pieces.Select(Of));
                        tables.Apart[Of(whole)] = apart;
                        if (kind == "=")
                        {
                            tables.Together[(apart[0], apart[1])] = Of(whole);
                        }

                        break;
                }
            }

            return tables;
        }

        private static char Of(string hex) => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
