using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Imports;

/// <summary>What one row says, by field and not yet checked. Stored as JSON while the row waits.</summary>
/// <param name="Number"><see cref="ImportLine.Number"/>.</param>
/// <param name="Fault">Why the row can't be used, whatever it says; null where it can.</param>
internal sealed record ImportRecord(int Number, string? Fault = null)
{
    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _dates =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss.FFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFF 'UTC'",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy/MM/dd", "d.M.yyyy", "d.M.yyyy HH:mm", "d MMM yyyy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy",
    ];

    public string? Name { get; init; }

    public string? TalentId { get; init; }

    public string? Email { get; init; }

    public string? Tags { get; init; }

    public string? Platform { get; init; }

    public string? Handle { get; init; }

    public string? Link { get; init; }

    public string? Followers { get; init; }

    public string? Date { get; init; }

    public string? RecordId { get; init; }

    public IReadOnlyList<string> TagList => Tags is null ? [] : Tags.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static ImportRecord Of(ImportLine line, IReadOnlyList<ImportField> fields)
    {
        string? Cell(ImportField field)
        {
            for (var i = 0; i < fields.Count && i < line.Cells.Count; i++)
            {
                if (fields[i] == field && line.Cells[i] is { Length: > 0 } cell)
                {
                    // A spreadsheet's guard against formulas, as our own files have it.
                    return cell is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? cell[1..] : cell;
                }
            }

            return null;
        }

        return new ImportRecord(line.Number, line.Fault)
        {
            Name = Cell(ImportField.Name),
            TalentId = Cell(ImportField.TalentId),
            Email = Cell(ImportField.Email),
            Tags = Cell(ImportField.Tags),
            Platform = Cell(ImportField.Platform),
            Handle = Cell(ImportField.Handle),
            Link = Cell(ImportField.Link),
            Followers = Cell(ImportField.Followers),
            Date = Cell(ImportField.Date),
            RecordId = Cell(ImportField.RecordId),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, _json);

    public static ImportRecord FromJson(string json) => JsonSerializer.Deserialize<ImportRecord>(json, _json)!;

    /// <summary>A whole count as people and programs write it: <c>12400</c>, <c>12,400</c>, <c>12.400</c>, <c>12 400</c>, <c>12.4K</c>, <c>1.2M</c>. Null where it is none.</summary>
    internal static long? ReadCount(string? text)
    {
        var plain = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '\'' and not '’' and not '_'));
        if (plain.Length is 0 or > 24)
        {
            return null;
        }

        var factor = char.ToUpperInvariant(plain[^1]) switch { 'K' => 1_000m, 'M' => 1_000_000m, 'B' => 1_000_000_000m, _ => 1m };
        if (factor > 1)
        {
            return decimal.TryParse(plain[..^1].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var short_) && short_ <= Platforms.Metric.Most / factor
                ? (long)decimal.Round(short_ * factor)
                : null;
        }

        // Points and commas part thousands where three digits follow each of them; a lone ".0" is what programs add to whole numbers.
        var parts = plain.Split('.', ',');
        var digits = parts.Length == 1 ? plain
            : parts.Skip(1).All(part => part.Length == 3) && parts[0].Length is >= 1 and <= 3 ? string.Concat(parts)
            : parts.Length == 2 && parts[1].Trim('0').Length == 0 ? parts[0]
            : "";
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Platforms.Metric.Most ? count : null;
    }

    /// <summary>
    /// A time as programs and spreadsheets write it: ISO 8601, days with points, Excel's day numbers, Unix seconds and milliseconds. Days with
    /// slashes are read only where the year comes first: nobody can tell 3/4 from 4/3. Null where it is none.
    /// </summary>
    /// <returns>UTC, to the millisecond as it is stored; a time without a zone is taken as UTC.</returns>
    internal static DateTimeOffset? ReadDate(string? text)
    {
        var plain = text?.Trim() ?? "";
        if (plain.Length is 0 or > 40)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(plain, _dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var date))
        {
            return Sensible(date);
        }

        return !double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? null : number switch
        {
            >= 30_000 and < 80_000 => Sensible(new DateTimeOffset(DateTime.FromOADate(number), TimeSpan.Zero)),
            >= 1_000_000_000 and < 10_000_000_000 => Sensible(DateTimeOffset.FromUnixTimeSeconds((long)number)),
            >= 1_000_000_000_000 and < 10_000_000_000_000 => Sensible(DateTimeOffset.FromUnixTimeMilliseconds((long)number)),
            _ => null,
        };
    }

    // No platform is older.
    private static DateTimeOffset? Sensible(DateTimeOffset at) => at.Year is >= 2004 and < 2100 ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null;
}
