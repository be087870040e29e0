using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Imports;

/// <summary>An import from beginning to end, for who has no page: reads the file, stores its rows and works through them before it returns.</summary>
public sealed class ImportFile(StartImport start, RunImports runs, ImportList list)
{
    /// <param name="file">CSV, JSON or XLSX.</param>
    /// <param name="fileName">For the report.</param>
    /// <returns>What came of it, its rows by <see cref="ImportList"/>; or <see cref="InvalidError"/> for a file that can't be used.</returns>
    /// <exception cref="Storage.StorageException">The database refused. What was done stays; the import goes on with the next start of the server.</exception>
    public async Task<Result<ImportView, UseCaseError>> ExecuteAsync(ReadOnlyMemory<byte> file, string fileName, ImportChoices options, Actor actor, CancellationToken cancellationToken)
    {
        var table = await Task.Run(() => ReadImportTable.Execute(file), cancellationToken);
        if (!table.Succeeded)
        {
            return table.Failure;
        }

        var started = await start.ExecuteAsync(table.Value, fileName, options, actor, cancellationToken);
        if (!started.Succeeded)
        {
            return started.Failure;
        }

        await runs.ExecuteAsync(cancellationToken);
        return (await list.FindAsync(started.Value, cancellationToken))!;
    }
}
