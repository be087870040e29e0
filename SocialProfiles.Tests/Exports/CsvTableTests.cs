using System.Text;
using SocialProfiles.Core.Exports;

namespace SocialProfiles.Tests.Exports;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("-120", "-120")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+4", "+4")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("+49 30 123", "'+49 30 123")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("=1", "'=1")]
    [InlineData("@ada", "'@ada")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\tada", "'\tada")]
    [InlineData("\nada", "\"'\nada\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData(" =1", "' =1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("\u202E\u2066=1", "'\u202E\u2066=1")]
    [InlineData("\uFEFF\u3164@ada", "'\uFEFF\u3164@ada")]
    [InlineData("\uFE0F-2+3", "'\uFE0F-2+3")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠ada", "'＠ada")]
    [InlineData("﹦1", "'﹦1")]
    [InlineData("🎉=1", "🎉=1")]
    [InlineData("one\n=1", "\"one\n=1\"")]
    [InlineData("", "")]
    [InlineData("ada-", "ada-")]
    public Task Write_CellThatMayBeAFormula_GetsAnApostropheUnlessItIsANumber(string cell, string written) => WritesAsync(cell, written);

    public static TheoryData<object?, string> Cells => new()
    {
        { -120L, "-120" },
        { -0.000_012, "-0.000012" },
        { 1e16, "10000000000000000" },
        { 2.0 / 3, "0.666667" },
        { new DateOnly(2026, 12, 1), "2026-12-01" },
        { new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.FromHours(1)), "2026-12-01T08:30:00Z" },
        { null, "" },
    };

    [Theory]
    [MemberData(nameof(Cells), DisableDiscoveryEnumeration = true)]
    public Task Write_NumberOrTime_IsSpelledWithoutALanguage(object? cell, string written) => WritesAsync(cell, written);

    private static async Task WritesAsync(object? cell, string written)
    {
        using var target = new MemoryStream();
        await using (var table = new CsvTable(target))
        {
            await table.WriteAsync([cell]);
        }

        Assert.Equal($"{written}\r\n", Encoding.UTF8.GetString(target.ToArray()).TrimStart('\uFEFF'));
    }
}
