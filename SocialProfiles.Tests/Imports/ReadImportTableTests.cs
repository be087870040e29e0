using System.Text;
using SocialProfiles.Core.Imports;

namespace SocialProfiles.Tests.Imports;

public sealed class ReadImportTableTests
{
    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "plain" },
        { "utf-8", "marked" },
        { "utf-16", "marked" },
        { "utf-16BE", "marked" },
        { "windows-1252", "plain" },
    };

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Read_AnySeparator_GivesTheSameCells(char separator)
    {
        var table = Read($"name{separator}platform{separator}handle\r\nMara Lind{separator}instagram{separator}\"a{separator}b\"\r\n\r\nOla Berg{separator}tiktok{separator}@ola\r\n");

        Assert.Equal(["name", "platform", "handle"], table.Columns);
        Assert.Equal((2, "a" + separator + "b"), (table.Rows[0].Number, table.Rows[0].Cells[2]));
        Assert.Equal((4, "Ola Berg"), (table.Rows[1].Number, table.Rows[1].Cells[0]));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_AnyEncoding_GivesTheSameName(string encoding, string mark)
    {
        var known = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark == "marked" ? known.GetPreamble() : [], .. known.GetBytes("name;handle\nJosé Müller;@jose\n")];

        var table = ReadImportTable.Execute(bytes).Value;

        Assert.Equal("José Müller", Assert.Single(table.Rows).Cells[0]);
        Assert.Equal("name", table.Columns[0]);
    }

    [Fact]
    public void Read_HeadingsTwiceAndWithoutText_GivesEachColumnItsOwnName()
    {
        var table = Read("name,,name,Name\nMara,x,y,z\n");

        Assert.Equal(["name", "Column 2", "name (2)", "Name (3)"], table.Columns);
    }

    [Fact]
    public void Read_RowsShortLongAndEmpty_FillsRefusesAndSkips()
    {
        var table = Read("name,handle\nMara\n,\nOla,@ola,more\nIda,@ida,,\n");

        Assert.Equal([("Mara", ""), ("Ola", "@ola"), ("Ida", "@ida")], table.Rows.Select(row => (row.Cells[0], row.Cells[1])));
        Assert.Equal([null, "The row has more cells than there are columns. A value with the separator in it needs quotation marks.", null], table.Rows.Select(row => row.Fault));
    }

    [Fact]
    public void Read_CellOfAMegabyteAndNul_RefusesThatRowAndKeepsTheOthers()
    {
        var table = Read($"name,handle\n{new string('x', 1_000_000)},@x\nMa\0ra,@mara\n");

        Assert.Contains("holds 1000000 characters", table.Rows[0].Fault, StringComparison.Ordinal);
        Assert.True(table.Rows[0].Cells[0].Length < 100);
        Assert.Equal(("Mara", null), (table.Rows[1].Cells[0], table.Rows[1].Fault));
    }

    [Fact]
    public void Read_LinksWithoutAHeading_TakesTheFirstRowAsOne()
    {
        var table = Read("https://www.instagram.com/mara.lind\nhttps://www.tiktok.com/@ola\n");

        Assert.Equal(("Column 1", 2), (Assert.Single(table.Columns), table.Rows.Count));
    }

    [Theory]
    [InlineData("[{\"talent\":{\"id\":7,\"name\":\"Mara Lind\"},\"tags\":[\"music\",\"uk\"],\"followers\":12400,\"url\":null}]")]
    [InlineData("{\"count\":1,\"data\":[{\"talent\":{\"id\":7,\"name\":\"Mara Lind\"},\"tags\":[\"music\",\"uk\"],\"followers\":12400,\"url\":null}]}")]
    public void Read_Json_MakesColumnsOfObjects(string json)
    {
        var table = Read(json);

        Assert.Equal(["talent.id", "talent.name", "tags", "followers", "url"], table.Columns);
        Assert.Equal(["7", "Mara Lind", "music, uk", "12400", ""], Assert.Single(table.Rows).Cells);
        Assert.Equal(ImportField.TalentId, ImportColumns.FieldOf("talent.id"));
        Assert.Equal(ImportField.Name, ImportColumns.FieldOf("talent.name"));
    }

    [Fact]
    public void Read_Workbook_ReadsTextNumbersAndDates()
    {
        var table = ReadImportTable.Execute(TestWorkbook.Of(
            ["Talent", "Handle", "Followers", "Date"],
            ["Zoë =1+1", "@zoe", 12400, (45992d, true)],
            [null, null, null, null],
            ["Ola", "@ola", 12.5, 45992])).Value;

        Assert.Equal(["Zoë =1+1", "@zoe", "12400", "2025-12-01"], table.Rows[0].Cells);
        Assert.Equal((4, "45992"), (table.Rows[1].Number, table.Rows[1].Cells[3]));
        Assert.Equal(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero), ImportRecord.ReadDate("45992"));
    }

    public static TheoryData<byte[], string> Refused => new()
    {
        { [], "The file is empty" },
        { "name,handle\n"u8.ToArray(), "no rows below its heading" },
        { "{\"a\": 1}"u8.ToArray(), "holds no list of objects" },
        { "[{\"a\": 1,}"u8.ToArray(), "The JSON can't be read" },
        { Encoding.UTF8.GetBytes(new string('[', 5_000)), "The JSON can't be read" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "old Excel file" },
        { "PK\u0003\u0004nonsense"u8.ToArray(), "can't be read as a workbook" },
        { TestWorkbook.Zip(("hello.txt", "no workbook")), "can't be read as a workbook" },
        { TestWorkbook.Bomb(ImportBounds.MostUnfoldedBytes + 1), "unpacks to more than 200 MB" },
        { new byte[ImportBounds.MostBytes + 1], "larger than 10 MB" },
        { Encoding.UTF8.GetBytes("name\n" + string.Concat(Enumerable.Repeat("x\n", ImportBounds.MostRows + 1))), "more than 20000 rows" },
        { Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("name", 101)) + "\nx"), "more than 100 columns" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Read_WhatIsNoTable_SaysWhy(byte[] file, string sentence)
    {
        var read = ReadImportTable.Execute(file);

        Assert.Contains(sentence, Assert.IsType<Core.InvalidError>(read.Failure).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12400", 12_400L)]
    [InlineData("12,400", 12_400L)]
    [InlineData("1.234.567", 1_234_567L)]
    [InlineData("12 400", 12_400L)]
    [InlineData("12.4K", 12_400L)]
    [InlineData("1,2M", 1_200_000L)]
    [InlineData("12400.0", 12_400L)]
    [InlineData("12.5", null)]
    [InlineData("-3", null)]
    [InlineData("=1+1", null)]
    [InlineData("99999999999999999999999", null)]
    [InlineData("100000000000000000000B", null)]
    [InlineData("lots", null)]
    public void ReadCount_AsPeopleWriteIt_IsTheNumberOrNone(string text, long? count) => Assert.Equal(count, ImportRecord.ReadCount(text));

    [Theory]
    [InlineData("2026-03-04", "2026-03-04T00:00:00Z")]
    [InlineData("2026-03-04T05:06:07.123Z", "2026-03-04T05:06:07.123Z")]
    [InlineData("2026-03-04T05:06:07+02:00", "2026-03-04T03:06:07Z")]
    [InlineData("2026-03-04 05:06:07.123456+00:00", "2026-03-04T05:06:07.123Z")]
    [InlineData("4.3.2026", "2026-03-04T00:00:00Z")]
    [InlineData("4 Mar 2026", "2026-03-04T00:00:00Z")]
    [InlineData("1772600000", "2026-03-04T04:53:20Z")]
    [InlineData("1772600000000", "2026-03-04T04:53:20Z")]
    [InlineData("3/4/2026", null)]
    [InlineData("1899-01-01", null)]
    [InlineData("soon", null)]
    public void ReadDate_AsProgramsWriteIt_IsTheTimeOrNone(string text, string? at) =>
        Assert.Equal(at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), ImportRecord.ReadDate(text));

    private static ImportTable Read(string text) => ReadImportTable.Execute(Encoding.UTF8.GetBytes(text)).Value;
}
