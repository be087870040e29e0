using Microsoft.Data.Sqlite;

namespace SocialProfiles.Core.Storage.Sqlite;

/// <summary>Where the database is.</summary>
internal sealed class SqliteDatabaseFile(DataFolder folder)
{
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = folder.DatabaseFile, DefaultTimeout = 10 }.ToString();

    /// <summary>A connection with everything set that SQLite forgets between connections.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        SqlitePragmas.Set(connection);
        return connection;
    }
}
