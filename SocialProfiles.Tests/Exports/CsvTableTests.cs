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
    [InlineData("ada-", "ada-")]
    public async Task Write_CellThatMayBeAFormula_GetsAnApostropheUnlessItIsANumber(string cell, string written)
    {
        using var target = new MemoryStream();
        await using (var table = new CsvTable(target))
        {
            await table.WriteAsync([cell]);
        }

        Assert.Equal($"{written}\r\n", Encoding.UTF8.GetString(target.ToArray()).TrimStart('\uFEFF'));
    }
}
