using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Imports;

/// <summary>Stores the rows of a file as an import that <see cref="RunImports"/> works through.</summary>
public sealed class StartImport(Database database, PlatformCatalog catalog, DataWorld world, RunImports runs, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <returns>Its id; or <see cref="InvalidError"/> (field <c>columns</c>) where no column says whose or which profile a row is.</returns>
    public async Task<Result<Guid, UseCaseError>> ExecuteAsync(ImportTable table, string fileName, ImportChoices options, Actor actor, CancellationToken cancellationToken)
    {
        var fields = options.Fields ?? ImportColumns.Guess(table, catalog);
        if (!fields.Any(field => field is ImportField.Name or ImportField.Handle or ImportField.Link))
        {
            return NothingToGoBy;
        }

        var now = time.GetUtcNow();
        var name = string.Concat(ShownText.Neutral(Path.GetFileName(fileName))!.Where(c => !char.IsControl(c)));
        var job = new ImportJob
        {
            Id = Guid.CreateVersion7(now),
            IsSandbox = world.IsSandbox,
            FileName = name.Length is 0 ? "Pasted rows" : name.Length > 120 ? name[..120] : name,
            StartedBy = actor.Name,
            Source = actor.Source,
            Address = actor.Address,
            NameByHandle = options.NameByHandle,
            NumbersFrom = options.NumbersFrom,
            State = ImportState.Preparing,
            Rows = table.Rows.Count,
            CreatedAt = now,
        };
        var key = await database.WriteAsync(
            async db =>
            {
                db.ImportJobs.Add(job);
                await db.SaveChangesAsync(cancellationToken);
                return job.Key;
            },
            cancellationToken);
        foreach (var lines in table.Rows.Chunk(AtOnce))
        {
            await database.WriteAsync(
                db =>
                {
                    db.ImportRows.AddRange(lines.Select(line => RowOf(key, ImportRecord.Of(line, fields))));
                    return Task.FromResult(true);
                },
                cancellationToken);
        }

        await database.WriteAsync(
            db =>
            {
                db.ImportJobs.Attach(job);
                job.State = ImportState.Running;
                db.Raise(default(ImportsChanged));
                return Task.FromResult(true);
            },
            cancellationToken);
        runs.Wake();
        return job.Id;
    }

    public static InvalidError NothingToGoBy { get; } = new("columns", "No column holds a name, a handle or a link. Match at least one of them.");

    private static ImportRow RowOf(long key, ImportRecord record) => new()
    {
        JobKey = key,
        Number = record.Number,
        Input = record.ToJson(),
        Talent = record.Name ?? record.Email ?? record.TalentId ?? "",
        Platform = record.Platform,
        Handle = record.Handle ?? record.Link,
    };
}
