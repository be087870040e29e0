using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Sets what SQLite forgets between connections. WAL is kept in the file and set once, by the migration.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// NORMAL with WAL survives a crash of the process whole, and a power cut without the last moments;
    /// a lost state would only be fetched again. <see cref="SqliteCheckpoint"/> empties the WAL before a commit has to.
    /// </summary>
    internal const string Sql = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

    // The pool hands out the same native connection again and again, and that one does not forget.
    private static readonly ConditionalWeakTable<object, object> _set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    internal static void Set(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } native } && !_set.TryAdd(native, native))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
