using System.Globalization;

namespace SocialProfiles.Core.Imports;

/// <summary>Puts rows together to a table, however they are shaped: names for columns that have none or the same, rows that are short or long.</summary>
internal sealed class TableBuilder
{
    private readonly List<ImportLine> _rows = [];
    private readonly List<string> _columns = [];

    public bool HasColumns => _columns.Count > 0;

    /// <summary>Adds a line of a file that has no other word for its columns: the first that says something is the heading, or a row where it doesn't look like one.</summary>
    /// <returns>Why the file can't be used; null where it still can.</returns>
    public InvalidError? AddLine(int number, IReadOnlyList<string?> cells)
    {
        if (cells.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        if (!HasColumns)
        {
            if (cells.Count > ImportBounds.MostColumns)
            {
                return TooManyColumns;
            }

            var isHeading = ImportColumns.LooksLikeHeading(cells);
            foreach (var cell in cells)
            {
                AddColumn(isHeading ? cell : null);
            }

            if (isHeading)
            {
                return null;
            }
        }

        if (_rows.Count >= ImportBounds.MostRows)
        {
            return TooManyRows;
        }

        AddRow(number, cells);
        return null;
    }

    /// <returns>Its place.</returns>
    public int AddColumn(string? heading)
    {
        var name = Printable(heading).Trim();
        name = name.Length > 80 ? name[..80] : name;
        if (name.Length == 0)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"Column {_columns.Count + 1}");
        }

        var unique = name;
        for (var i = 2; _columns.Contains(unique, StringComparer.OrdinalIgnoreCase); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({i})");
        }

        _columns.Add(unique);
        return _columns.Count - 1;
    }

    /// <summary>An empty row is left out.</summary>
    public void AddRow(int number, IReadOnlyList<string?> cells)
    {
        if (cells.All(string.IsNullOrWhiteSpace))
        {
            return;
        }

        string? fault = null;
        if (cells.Skip(_columns.Count).Any(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            fault = "The row has more cells than there are columns. A value with the separator in it needs quotation marks.";
        }

        var kept = new string[_columns.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            var cell = i < cells.Count ? cells[i] ?? "" : "";
            if (cell.Length > ImportBounds.LongestCell)
            {
                fault ??= string.Create(CultureInfo.InvariantCulture, $"“{_columns[i]}” holds {cell.Length} characters; at most {ImportBounds.LongestCell} can be used. Check the quotation marks of the row.");
                cell = cell[..60] + "…";
            }

            kept[i] = Printable(cell).Trim();
        }

        _rows.Add(new ImportLine(number, kept, fault));
    }

    public Result<ImportTable, UseCaseError> Build() => (_columns.Count, _rows.Count) switch
    {
        (0, _) or (_, 0) => ReadImportTable.Refuse("The file has no rows below its heading. Choose one with a heading and rows."),
        ( > ImportBounds.MostColumns, _) => TooManyColumns,
        _ => new ImportTable(_columns, _rows),
    };

    private static InvalidError TooManyColumns { get; } = ReadImportTable.Refuse($"The file has more than {ImportBounds.MostColumns} columns. Leave out those that aren't needed.");

    public static InvalidError TooManyRows { get; } = ReadImportTable.Refuse($"The file has more than {ImportBounds.MostRows} rows. Split it and import the parts.");

    // A NUL ends text for much that comes later, and says nothing to anybody.
    private static string Printable(string? text) => text is null ? "" : text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
}
