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
        while (parser.Read())
        {
            if (table.AddLine(parser.RawRow, parser.Record ?? []) is { } refusal)
            {
                return refusal;
            }
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
