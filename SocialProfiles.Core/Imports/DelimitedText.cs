using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SocialProfiles.Core.Imports;

/// <summary>Reads CSV: commas, semicolons, tabs or bars, whichever the heading has most of.</summary>
internal static class DelimitedText
{
    private static readonly char[] _delimiters = [',', ';', '\t', '|'];

    public static Result<ImportTable, UseCaseError> Read(string text)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text).ToString(),
            BadDataFound = null,
            MissingFieldFound = null,
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
        };
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        var table = new TableBuilder();
        var hasHeading = false;
        while (parser.Read())
        {
            var cells = parser.Record ?? [];
            if (!hasHeading)
            {
                if (cells.All(string.IsNullOrWhiteSpace))
                {
                    continue;
                }

                if (cells.Length > ImportBounds.MostColumns)
                {
                    return ReadImportTable.Refuse($"The file has more than {ImportBounds.MostColumns} columns. Leave out those that aren't needed.");
                }

                hasHeading = true;
                if (ImportColumns.LooksLikeHeading(cells))
                {
                    table.AddColumns(cells);
                    continue;
                }

                table.AddColumns(cells.Select(_ => (string?)null));
            }

            if (table.IsFull)
            {
                return TableBuilder.TooManyRows;
            }

            table.AddRow(parser.RawRow, cells);
        }

        return table.Build();
    }

    /// <summary>What the first line with text has most of, outside quotation marks.</summary>
    private static char DelimiterOf(string text)
    {
        var line = text.AsSpan().TrimStart();
        var counts = new int[_delimiters.Length];
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted)
            {
                if (c is '\n' or '\r')
                {
                    break;
                }

                if (Array.IndexOf(_delimiters, c) is >= 0 and var index)
                {
                    counts[index]++;
                }
            }
        }

        return _delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
