using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Reads the whole database: whether its pages are whole, and whether every row finds what it refers to.</summary>
internal sealed class DatabaseIntegrity(DataFolder folder, IDatabaseCopy databases) : IDoctorCheck
{
    public string Name => "Database";

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken) => Task.Run(() => Examine(cancellationToken), cancellationToken);

    private CheckResult Examine(CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.DatabaseFile))
        {
            return CheckResult.Problem($"There is no database in {folder.Path}.", "Start SocialProfiles once to make one, or restore a backup.");
        }

        try
        {
            var contents = databases.Examine(folder.DatabaseFile, "The database", thoroughly: true, cancellationToken);
            return contents.Migrations.Except(databases.KnownMigrations, StringComparer.Ordinal).FirstOrDefault() is { } unknown
                ? CheckResult.Problem($"A newer version of SocialProfiles wrote the database (it has {unknown}).", "Start the newer version again, or restore a backup from before it.")
                : contents.Migrations.Count < databases.KnownMigrations.Count
                    ? CheckResult.Warning("The database is from an older version.", "Start SocialProfiles: it makes a backup, then brings the database up to date.")
                : CheckResult.Ok($"Intact: {contents.Rows.Count} tables, {contents.Rows.Values.Sum():N0} rows.");
        }
        catch (InvalidDataException damaged)
        {
            return CheckResult.Problem(damaged.Message, "Stop SocialProfiles and restore your newest backup.");
        }
    }
}
