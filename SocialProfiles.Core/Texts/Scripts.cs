namespace SocialProfiles.Core.Texts;

/// <summary>
/// Tells texts of one script from those that mix scripts, where one letter passes for another (Latin a, Cyrillic а). Blocks
/// stand in for scripts: .NET knows no script of a character, and for this purpose they are the same.
/// </summary>
internal static class Scripts
{
    private const int Common = 0;
    private const int Latin = 1;
    private const int EastAsian = 2;
    private const int Greek = 3;
    private const int Cyrillic = 4;
    private const int Arabic = 5;
    private const int Georgian = 6;
    private const int Ethiopic = 7;
    private const int Cherokee = 8;

    /// <summary>From these on, scripts are told apart by their block of 128 characters, as South Asian ones are laid out.</summary>
    private const int FirstBlock = 100;

    private static readonly (int First, int Last, int Script)[] _blocks =
    [
        (0x0041, 0x005A, Latin), (0x0061, 0x007A, Latin), (0x0000, 0x00A9, Common), (0x00AA, 0x00AA, Latin), (0x00AB, 0x00B9, Common), (0x00BA, 0x00BA, Latin), (0x00BB, 0x00BF, Common),
        (0x00C0, 0x02AF, Latin), (0x02B0, 0x036F, Common), (0x0370, 0x03FF, Greek), (0x0400, 0x052F, Cyrillic), (0x0600, 0x06FF, Arabic), (0x0750, 0x077F, Arabic), (0x0870, 0x08FF, Arabic),
        (0x10A0, 0x10FF, Georgian), (0x1100, 0x11FF, EastAsian), (0x1200, 0x139F, Ethiopic), (0x13A0, 0x13FF, Cherokee), (0x1C80, 0x1C8F, Cyrillic), (0x1C90, 0x1CBF, Georgian),
        (0x1D00, 0x1DBF, Latin), (0x1DC0, 0x1DFF, Common), (0x1E00, 0x1EFF, Latin), (0x1F00, 0x1FFF, Greek), (0x2000, 0x20CF, Common), (0x20D0, 0x20FF, Common), (0x2C60, 0x2C7F, Latin),
        (0x2D00, 0x2D2F, Georgian), (0x2D80, 0x2DDF, Ethiopic), (0x2DE0, 0x2DFF, Cyrillic), (0x2E80, 0x33FF, EastAsian), (0x3400, 0x9FFF, EastAsian), (0xA640, 0xA69F, Cyrillic),
        (0xA720, 0xA7FF, Latin), (0xA960, 0xA97F, EastAsian), (0xAB30, 0xAB6F, Latin), (0xAB70, 0xABBF, Cherokee), (0xAC00, 0xD7FF, EastAsian), (0xF900, 0xFAFF, EastAsian), (0xFB00, 0xFB06, Latin),
        (0xFB50, 0xFDFF, Arabic), (0xFE00, 0xFE0F, Common), (0xFE70, 0xFEFE, Arabic), (0xFF10, 0xFF19, Common), (0xFF21, 0xFF5A, Latin), (0xFF66, 0xFFDC, EastAsian), (0x20000, 0x3FFFF, EastAsian),
    ];

    /// <summary>
    /// Whether letters of several scripts stand together. Digits and punctuation of ASCII belong to all; Chinese, Japanese and
    /// Korean writing is one here, and may stand beside Latin, as it does everywhere.
    /// </summary>
    public static bool AreMixed(string text)
    {
        var found = Common;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Of(rune.Value);
            if (script == Common || script == found)
            {
                continue;
            }

            if (found == Common)
            {
                found = script;
            }
            else if ((found, script) is (Latin, EastAsian) or (EastAsian, Latin))
            {
                // Latin may come and go from here on, and nothing else may.
                found = EastAsian;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static int Of(int value)
    {
        foreach (var (first, last, script) in _blocks)
        {
            if (value >= first && value <= last)
            {
                return script;
            }
        }

        return FirstBlock + (value >> 7);
    }
}
