using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocialProfiles.Core.Exports;

/// <summary>A table as JSON: a list of objects, with a property for each column. Numbers, true and false are those of JSON; the rest is text.</summary>
public static class JsonTable
{
    private const int RowsBetweenFlushes = 500;

    private static readonly JsonWriterOptions _options = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all rows as they are read, so a long table takes no more memory than a short one.</summary>
    /// <param name="target">Stays open.</param>
    /// <returns>How many rows there were.</returns>
    public static async Task<int> WriteAsync(ExportTable table, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = 0;
        await using var json = new Utf8JsonWriter(target, _options);
        json.WriteStartArray();
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            foreach (var (column, cell) in table.Columns.Zip(row))
            {
                json.WritePropertyName(column);
                Write(json, cell);
            }

            json.WriteEndObject();
            if (++rows % RowsBetweenFlushes == 0)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        return rows;
    }

    private static void Write(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool isSo:
                json.WriteBooleanValue(isSo);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(CellText.Of(cell));
                break;
        }
    }
}
