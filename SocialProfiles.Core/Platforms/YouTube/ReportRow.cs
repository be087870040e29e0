namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>A row of a report, with its cells by the names of their columns.</summary>
internal sealed class ReportRow
{
    private readonly IReadOnlyList<ReportColumn?> _columns;
    private readonly IReadOnlyList<ReportCell> _cells;

    private ReportRow(IReadOnlyList<ReportColumn?> columns, IReadOnlyList<ReportCell> cells)
    {
        _columns = columns;
        _cells = cells;
    }

    public static IEnumerable<ReportRow> Of(ReportTable table) =>
        table.ColumnHeaders is { } columns ? (table.Rows ?? []).OfType<IReadOnlyList<ReportCell>>().Select(cells => new ReportRow(columns, cells)) : [];

    public string? Text(string column) => Cell(column).Text;

    public double? Number(string column) => Cell(column).Number;

    private ReportCell Cell(string column)
    {
        for (var at = 0; at < _columns.Count && at < _cells.Count; at++)
        {
            if (_columns[at]?.Name == column)
            {
                return _cells[at];
            }
        }

        return default;
    }
}
