using System.Globalization;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Tests.Texts;

public sealed class CompositionTests
{
    /// <summary>Made with another implementation of Unicode: letters of many scripts with up to two marks each, in any order.</summary>
    [Fact]
    public void Compose_ThreeHundredTexts_IsWhatUnicodeSays()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Texts", "Fixtures", "composed.txt"));

        Assert.True(lines.Length >= 300);
        Assert.All(lines, line =>
        {
            var halves = line.Split(" ; ");
            Assert.Equal(halves[1], Hex(Composition.Compose(Text(halves[0]))));
        });
    }

    private static string Text(string hex) => string.Concat(hex.Split(' ').Select(code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    private static string Hex(string text) => string.Join(' ', text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
}
