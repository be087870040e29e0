using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Looks at the database at start, and brings it to this version's state. Killed at any moment it starts again: a migration
/// is done whole or not at all.
/// </summary>
public static partial class DatabaseMigration
{
    private static readonly TimeSpan _longestCheck = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidDataException">The database is missing, of a newer version, or too damaged to be changed; the message says what to do.</exception>
    /// <exception cref="StorageException">It cannot be used now.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var logger = services.GetRequiredService<ILogger<SocialProfilesDbContext>>();
        var folder = services.GetRequiredService<DataFolder>();
        var wasUsed = folder.WasUsed;
        if (wasUsed && !File.Exists(folder.DatabaseFile))
        {
            throw Lost(folder);
        }

        PrivateFiles.Create(folder.DatabaseFile);
        try
        {
            var contexts = services.GetRequiredService<IDbContextFactory<SocialProfilesDbContext>>();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToArray();
            if (wasUsed && applied.Length == 0)
            {
                throw Lost(folder);
            }

            Refuse(applied, [.. db.Database.GetMigrations()]);
            var damage = SqliteQuickCheck.Run(services.GetRequiredService<SqliteDatabaseFile>(), _longestCheck);
            if (damage is not null)
            {
                services.GetRequiredService<StorageHealth>().Failed(StorageFault.Damaged);
                LogDamaged(logger, folder.DatabaseFile, damage);
            }

            await MigrateAsync(services, db, applied, damage, logger, cancellationToken);
            if (damage is null)
            {
                if (SqliteActivitySeal.Run(services.GetRequiredService<SqliteDatabaseFile>(), services.GetRequiredService<TimeProvider>()) is > 0 and var entries)
                {
                    LogSealed(logger, entries);
                }

                TryRefreshStatistics(services);
            }
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is { } fault)
        {
            services.GetRequiredService<StorageHealth>().Failed(fault);
            throw exception as StorageException ?? new StorageException(fault, exception);
        }
    }

    private static async Task MigrateAsync(IServiceProvider services, SocialProfilesDbContext db, string[] applied, string? damage, ILogger logger, CancellationToken cancellationToken)
    {
        // Kept in the file; said each time, because a process may have been killed between making the file and saying it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        var pending = db.Database.GetMigrations().Except(applied, StringComparer.Ordinal).ToArray();
        if (pending.Length == 0)
        {
            return;
        }

        if (damage is not null)
        {
            throw new StorageException(StorageFault.Damaged);
        }

        if (!services.GetRequiredService<DataFolder>().IsOurs)
        {
            throw new InvalidDataException("The copy of SocialProfiles that is running is an older version than this command. Restart it first.");
        }

        if (applied.Length > 0)
        {
            await UpgradeBackup.MakeAsync(services, logger, cancellationToken);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF", cancellationToken);
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=ON", CancellationToken.None);
        }

        LogMigrated(logger, string.Join(", ", pending));
    }

    /// <summary>A disk that is full keeps nobody from starting and reading; the calendar tries again every minute.</summary>
    private static void TryRefreshStatistics(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<ITableStatistics>().Refresh();
        }
        catch (StorageException)
        {
            // Pages are slower until then, and nothing is wrong.
        }
    }

    private static void Refuse(IEnumerable<string> applied, IReadOnlyCollection<string> known)
    {
        if (applied.Except(known, StringComparer.Ordinal).ToArray() is [var unknown, ..])
        {
            throw new InvalidDataException(
                $"The database was written by a newer version of SocialProfiles (it has {unknown}, which this version doesn't know). Start the newer version again, or restore a backup from before it.");
        }
    }

    private static InvalidDataException Lost(DataFolder folder) => new(
        $"The data folder {folder.Path} has been used before, but its database is missing or empty. Restore socialprofiles.db from your backup. To start fresh instead, delete the folder {folder.Keys} or choose another data folder.");

    [LoggerMessage(LogLevel.Information, "The database was brought up to date: {Migrations}")]
    private static partial void LogMigrated(ILogger logger, string migrations);

    [LoggerMessage(LogLevel.Information, "{Entries} entries of the activity log were sealed")]
    private static partial void LogSealed(ILogger logger, long entries);

    [LoggerMessage(LogLevel.Critical, "The database {File} is damaged: {Damage}. Stop SocialProfiles, restore the file from your backup, and start again")]
    private static partial void LogDamaged(ILogger logger, string file, string damage);
}
