using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <param name="Fields">What each column was taken for.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record ImportPreview(IReadOnlyList<ImportField> Fields, IReadOnlyList<ImportPreviewRow> Rows)
{
    public ImportCounts Counts { get; } = ImportCounts.Of(Rows.Select(row => row.Outcome));
}

/// <summary>Says row by row what an import would do, and does nothing.</summary>
public sealed class PreviewImport(Database database, PlatformCatalog catalog, TimeProvider time)
{
    // Rows of which is read at once what is here of them.
    private const int AtOnce = 500;

    /// <summary>What each column of a table is taken for, unless somebody says otherwise.</summary>
    public IReadOnlyList<ImportField> Fields(ImportTable table) => ImportColumns.Guess(table, catalog);

    public async Task<ImportPreview> ExecuteAsync(ImportTable table, ImportChoices options, CancellationToken cancellationToken)
    {
        var fields = options.Fields ?? Fields(table);
        var steps = await StepsAsync(table, fields, options, cancellationToken);
        return new ImportPreview(fields, steps.ConvertAll(step => step.View));
    }

    internal async Task<List<ImportStep>> StepsAsync(ImportTable table, IReadOnlyList<ImportField> fields, ImportChoices options, CancellationToken cancellationToken)
    {
        var world = new ImportWorld();
        var plan = new ImportPlan(world, catalog, options, time.GetUtcNow());
        List<ImportStep> steps = new(table.Rows.Count);
        foreach (var lines in table.Rows.Chunk(AtOnce))
        {
            var records = Array.ConvertAll(lines, line => ImportRecord.Of(line, fields));
            await database.ReadAsync(
                async db =>
                {
                    await world.ReadAsync(db, records, catalog, cancellationToken);
                    return true;
                },
                cancellationToken);
            steps.AddRange(records.Select(plan.Next));
        }

        return steps;
    }
}
