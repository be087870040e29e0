using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Finds out whether the database can be locked for writing, on a connection of its own with a wait of its own.</summary>
internal sealed class SqliteLock(SqliteDatabaseFile file) : IDisposable
{
    private SqliteConnection? _connection;

    /// <param name="patience">How long to wait for other programs; zero asks once.</param>
    public bool IsFree(TimeSpan patience)
    {
        var database = (_connection ??= file.OpenAlone()).Handle;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(database, (int)patience.TotalMilliseconds), database);
        var result = raw.sqlite3_exec(database, "BEGIN IMMEDIATE");
        if (result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(result, database);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, "ROLLBACK"), database);
        return true;
    }

    public void Dispose() => _connection?.Dispose();
}
