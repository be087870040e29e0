using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Load;

/// <summary>Reads the application's database beside it, so that no answer of the application is taken on trust.</summary>
internal sealed class WatchedDatabase(string file) : IDisposable
{
    private SqliteConnection? _connection;
    private SqliteCommand? _count;
    private SqliteCommand? _state;
    private SqliteCommand? _changed;

    /// <summary>Connections in a state whose last good sync ended at or after a time, in Unix milliseconds.</summary>
    /// <param name="after">Counts only those that were connected after this one; 0 for all.</param>
    public int Count(SyncStatus status, long since, long after = 0)
    {
        _count ??= Command("SELECT count(*) FROM Connections WHERE Key > @after AND Status = @status AND coalesce(LastSyncedAt, 0) >= @since", "@status", "@since", "@after");
        _count.Parameters[0].Value = (int)status;
        _count.Parameters[1].Value = since;
        _count.Parameters[2].Value = after;
        return Convert.ToInt32(_count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public SyncStatus? Status(Guid connection)
    {
        _state ??= Command("SELECT Status FROM Connections WHERE Id = @id", "@id");
        _state.Parameters[0].Value = connection.ToString().ToUpperInvariant();
        return _state.ExecuteScalar() is long status ? (SyncStatus)status : null;
    }

    /// <summary>When the row last changed, as it says itself: the end of the sync, before it is written. In Unix milliseconds.</summary>
    public long UpdatedAt(Guid connection)
    {
        _changed ??= Command("SELECT UpdatedAt FROM Connections WHERE Id = @id", "@id");
        _changed.Parameters[0].Value = connection.ToString().ToUpperInvariant();
        return _changed.ExecuteScalar() is long at ? at : throw new InvalidOperationException($"Connection {connection} is gone.");
    }

    /// <summary>The newest connection; 0 where there is none.</summary>
    public long Newest()
    {
        using var command = Command("SELECT coalesce(max(Key), 0) FROM Connections");
        return (long)command.ExecuteScalar()!;
    }

    public (long Profiles, long Posts) Totals(long after = 0)
    {
        using var command = Command("SELECT (SELECT count(*) FROM SocialProfiles WHERE ConnectionKey > @after), (SELECT count(*) FROM SocialPosts WHERE ConnectionKey > @after)", "@after");
        command.Parameters[0].Value = after;
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Takes away what a load filled, so that the next one starts as it did. Only while the application rests.</summary>
    /// <param name="after">Only what was connected after this one; 0 for all.</param>
    public void Clear(long after = 0) => Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
        PRAGMA busy_timeout=10000; PRAGMA foreign_keys=OFF;
        BEGIN IMMEDIATE;
        DELETE FROM SocialPosts WHERE ConnectionKey > {after};
        DELETE FROM SocialProfiles WHERE ConnectionKey > {after};
        DELETE FROM PostReadings WHERE ConnectionKey > {after};
        DELETE FROM ProfileReadings WHERE ConnectionKey > {after};
        DELETE FROM DailyGains WHERE ConnectionKey > {after};
        DELETE FROM SyncAttempts WHERE ConnectionKey > {after};
        DELETE FROM Activity;
        DELETE FROM Connections WHERE Key > {after};
        COMMIT;
        PRAGMA wal_checkpoint(TRUNCATE);
        """));

    /// <summary>Runs statements of the benchmark's own. Only while the application rests.</summary>
    public void Write(string sql)
    {
        using var writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        writer.Open();
        using var command = writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _count?.Dispose();
        _state?.Dispose();
        _changed?.Dispose();
        _connection?.Dispose();
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        if (_connection is null)
        {
            _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            _connection.Open();
        }

        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.AddWithValue(name, 0);
        }

        return command;
    }
}
