using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace SocialProfiles.Core.Imports;

/// <summary>Reads the first sheet with rows of an XLSX file. What it unfolds to is measured first: a small file can be made to hold terabytes.</summary>
internal static class Workbook
{
    // Rows of nothing between two that say something, as a far-off cell makes them.
    private const int MostBlankRows = 50_000;

    // The library asks for Windows-1252 even where it has no use for it.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Result<ImportTable, UseCaseError> Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var bytes = new MemoryStream(file.ToArray(), writable: false);
            if (!UnfoldsWithinBounds(bytes))
            {
                return ReadImportTable.Refuse($"The workbook unpacks to more than {ImportBounds.MostUnfoldedBytes / 1024 / 1024} MB. Copy the rows that you need into a new one, and import that.");
            }

            bytes.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(bytes, new ExcelReaderConfiguration { LeaveOpen = true });
            do
            {
                var sheet = ReadSheet(reader);
                if (sheet is not null)
                {
                    return sheet.Value;
                }
            }
            while (reader.NextResult());
            return ReadImportTable.Refuse("The workbook has no sheet with rows. Choose one with a heading and rows.");
        }
        catch (Exception exception) when (exception is ExcelReaderException or InvalidDataException or XmlException or FormatException or OverflowException
            or ArgumentException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException)
        {
            // The library throws whatever it stumbles over in a broken file.
            return ReadImportTable.Refuse("The file can't be read as a workbook. Open it in Excel, save it as .xlsx without a password, and import that.");
        }
    }

    /// <summary>By unfolding it, because what an archive says of its own size may be a lie.</summary>
    private static bool UnfoldsWithinBounds(Stream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var buffer = new byte[81_920];
        long unfolded = 0;
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                unfolded += read;
                if (unfolded > ImportBounds.MostUnfoldedBytes)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Null where the sheet is empty.</summary>
    private static Result<ImportTable, UseCaseError>? ReadSheet(IExcelDataReader reader)
    {
        var table = new TableBuilder();
        var number = 0;
        var blank = 0;
        while (reader.Read())
        {
            number++;
            var width = Math.Min(reader.FieldCount, ImportBounds.MostColumns + 1);
            var cells = new string?[width];
            for (var i = 0; i < width; i++)
            {
                cells[i] = TextOf(reader.GetValue(i));
            }

            if (cells.All(string.IsNullOrWhiteSpace))
            {
                if (++blank > MostBlankRows)
                {
                    break;
                }

                continue;
            }

            // A sheet is as wide as its widest row; its columns are as many as its first row has.
            var line = table.HasColumns ? cells : cells[..(Array.FindLastIndex(cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1)];
            if (table.AddLine(number, line) is { } refusal)
            {
                return refusal;
            }
        }

        return table.HasColumns ? table.Build() : (Result<ImportTable, UseCaseError>?)null;
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
