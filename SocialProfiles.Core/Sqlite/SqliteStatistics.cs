using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Runs <c>PRAGMA optimize</c> over all tables (sqlite.org/pragma.html#pragma_optimize). Without figures SQLite takes the index that
/// begins with IsSandbox for the best, and reads every connection for one page of the roster: 240 ms in place of 10 with 50,000.
/// </summary>
internal sealed class SqliteStatistics(SqliteDatabaseFile file) : ITableStatistics, IDisposable
{
    // All tables (0x10000), also those that this connection did not read; analyze where it helps (0x02).
    private const string Optimize = "PRAGMA optimize=0x10002";

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    public void Refresh()
    {
        try
        {
            lock (_lock)
            {
                _connection ??= file.OpenAlone();
                var before = Known();
                Run(Optimize);
                if (Known() != before)
                {
                    // Open connections read the figures with the schema, once.
                    using var pooled = new SqliteConnection(file.ConnectionString);
                    SqliteConnection.ClearPool(pooled);
                }
            }
        }
        catch (SqliteException exception) when (SqliteFaults.Of(exception) is { } fault)
        {
            throw new StorageException(fault, exception);
        }
    }

    public void Dispose() => _connection?.Dispose();

    private string? Known() => Run("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'") is 0L
        ? null
        : Run("SELECT group_concat(tbl || ' ' || coalesce(idx, '') || ' ' || stat) FROM sqlite_stat1") as string;

    private object? Run(string sql)
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
