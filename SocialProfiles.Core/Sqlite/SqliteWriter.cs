using Microsoft.Data.Sqlite;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// The connection on which everything is written that is asked for by the thousand, with its prepared statements. Opened at the
/// first use; used only by whoever has the write gate.
/// </summary>
internal sealed class SqliteWriter(SqliteDatabaseFile file) : IDisposable
{
    private SqliteConnection? _connection;
    private SyncStatements? _syncs;
    private ConnectionStatements? _connections;
    private ActivityStatements? _activity;

    public SqliteConnection Connection => _connection ??= file.Open();

    public SyncStatements Syncs => _syncs ??= new SyncStatements(Connection);

    public ConnectionStatements Connections => _connections ??= new ConnectionStatements(Connection);

    public ActivityStatements Activity => _activity ??= new ActivityStatements(Connection);

    public void Dispose()
    {
        _activity?.Dispose();
        _syncs?.Dispose();
        _connections?.Dispose();
        _connection?.Dispose();
    }
}
