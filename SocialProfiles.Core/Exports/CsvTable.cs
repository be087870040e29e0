using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Exports;

/// <summary>
/// Writes a table as CSV (RFC 4180) that a spreadsheet opens as it is: it says that it is UTF-8, and what would be taken for a formula gets an
/// apostrophe in front, except plain numbers. Disposing of it writes what is left and leaves the target open.
/// </summary>
public sealed class CsvTable : IAsyncDisposable
{
    private const int BufferCharacters = 16_384;

    // With a new line that is set, CsvHelper takes no other for one: half of the captions would break their rows.
    private static readonly CsvConfiguration _format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field.AsSpan().ContainsAny('\r', '\n'),
    };

    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <param name="target">Stays open.</param>
    public CsvTable(Stream target)
    {
        _text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), BufferCharacters, leaveOpen: true);
        _csv = new CsvWriter(_text, _format, leaveOpen: true);
    }

    /// <summary>Writes one row; the first is the heading. Cells are spelled as <see cref="CellText"/> does.</summary>
    public async Task WriteAsync(IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        foreach (var cell in cells)
        {
            _csv.WriteField(Harmless(CellText.Of(cell)));
        }

        await _csv.NextRecordAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _text.DisposeAsync();
    }

    // CsvHelper's own rule takes each negative number for a formula, and only looks at the first character, which may be one that nobody sees.
    private static string? Harmless(string? text) => text is not null && MayBeFormula(text) && !IsNumber(text) ? $"'{text}" : text;

    // Programs read the full-width and small forms of these as the plain ones.
    private static bool MayBeFormula(string text) =>
        text is ['\t' or '\r' or '\n', ..]
        || ShownText.FirstVisible(text) is { Value: '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '﹦' or '﹢' or '﹣' or '﹫' };

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
