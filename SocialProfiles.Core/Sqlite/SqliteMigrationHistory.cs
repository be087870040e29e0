using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;
#pragma warning disable EF1001 // The wait that must be bounded is in this class and nowhere else.
using Microsoft.EntityFrameworkCore.Sqlite.Migrations.Internal;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// EF Core takes a row of a table for its lock and waits for as long as it is there: for ever after a process that was
/// killed while it migrated. The data folder's own lock keeps others out already, so a row that is there is a leftover.
/// Every migration begins here, so here its connection gets the function that migrations call.
/// </summary>
internal sealed class SqliteMigrationHistory(HistoryRepositoryDependencies dependencies) : SqliteHistoryRepository(dependencies)
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(10);

    public override async Task<IMigrationsDatabaseLock> AcquireDatabaseLockAsync(CancellationToken cancellationToken = default)
    {
        SqliteFolding.Register((SqliteConnection)Dependencies.Connection.DbConnection);
        await Dependencies.RawSqlCommandBuilder.Build($"""DROP TABLE IF EXISTS "{LockTableName}" """)
            .ExecuteNonQueryAsync(new(Dependencies.Connection, null, null, null, null), cancellationToken);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_longestWait);
        try
        {
            return await base.AcquireDatabaseLockAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(StorageFault.Locked);
        }
    }
}
