using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>A passive checkpoint of the WAL on a connection of its own. Those in commits are only for what this one leaves.</summary>
internal sealed class SqliteCheckpoint(SqliteDatabaseFile file) : ICheckpoint, IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    public void Run()
    {
        lock (_lock)
        {
            using var command = (_connection ??= file.OpenAlone()).CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _connection?.Dispose();
}
