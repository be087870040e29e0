using System.Text.Json;

namespace SocialProfiles.Core.Imports;

/// <summary>Reads JSON: a list of objects, or an object of which one property is such a list. Objects in objects are columns of their own (<c>talent.name</c>).</summary>
internal static class JsonRows
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 16, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Result<ImportTable, UseCaseError> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            return ListOf(document.RootElement) is { } list
                ? Read(list)
                : ReadImportTable.Refuse("The JSON holds no list of objects. Use a list such as [{\"name\": \"…\", \"platform\": \"…\", \"handle\": \"…\"}].");
        }
        catch (JsonException exception)
        {
            return ReadImportTable.Refuse(exception.LineNumber is { } line
                ? $"The JSON can't be read: something is wrong in line {line + 1}. Correct it there, or export the file again."
                : "The JSON can't be read. Export the file again.");
        }
        catch (InvalidOperationException)
        {
            // A text in it is cut in the middle of a character.
            return ReadImportTable.Refuse("The JSON holds text that isn't valid. Export the file again.");
        }
    }

    private static JsonElement? ListOf(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root,
        JsonValueKind.Object => root.EnumerateObject().Select(property => property.Value)
            .Where(value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object))
            .Select(value => (JsonElement?)value).FirstOrDefault(),
        _ => null,
    };

    private static Result<ImportTable, UseCaseError> Read(JsonElement list)
    {
        if (list.GetArrayLength() > ImportBounds.MostRows)
        {
            return TableBuilder.TooManyRows;
        }

        List<(int Number, List<(string Column, string Value)> Cells)> rows = new(list.GetArrayLength());
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        var table = new TableBuilder();
        var number = 0;
        foreach (var item in list.EnumerateArray())
        {
            List<(string Column, string Value)> cells = [];
            Flatten("", item, cells);
            rows.Add((++number, cells));
            foreach (var (column, _) in cells)
            {
                if (columns.Count <= ImportBounds.MostColumns && !columns.ContainsKey(column))
                {
                    columns.Add(column, table.AddColumn(column));
                }
            }
        }

        foreach (var (at, cells) in rows)
        {
            var row = new string?[columns.Count];
            foreach (var (column, value) in cells)
            {
                if (columns.TryGetValue(column, out var place))
                {
                    row[place] = value;
                }
            }

            table.AddRow(at, row);
        }

        return table.Build();
    }

    private static void Flatten(string path, JsonElement element, List<(string Column, string Value)> cells)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, cells);
                }

                break;
            case JsonValueKind.Array:
                cells.Add((path, string.Join(", ", element.EnumerateArray().Where(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)).Select(item => item.ToString()))));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                cells.Add((path, ""));
                break;
            case JsonValueKind.String:
                cells.Add((path, element.GetString()!));
                break;
            default:
                cells.Add((path, element.GetRawText()));
                break;
        }
    }
}
