using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Where the database is.</summary>
internal sealed class SqliteDatabaseFile(DataFolder folder)
{
    public string Path { get; } = folder.DatabaseFile;

    /// <summary>The wait for other programs is SQLite's own; a longer one here would begin that wait again.</summary>
    public string ConnectionString { get; } = ConnectionStringOf(folder.DatabaseFile);

    /// <summary>A connection with everything set that SQLite forgets between connections.</summary>
    public SqliteConnection Open() => Open(ConnectionString);

    /// <summary>The same outside the pool, for settings that nobody else is to inherit.</summary>
    public SqliteConnection OpenAlone()
    {
        var builder = Builder(folder.DatabaseFile);
        builder.Pooling = false;
        return Open(builder.ToString());
    }

    internal static string ConnectionStringOf(string file) => Builder(file).ToString();

    private static SqliteConnectionStringBuilder Builder(string file) =>
        new() { DataSource = file, DefaultTimeout = (int)SqliteWriteGate.Patience.TotalSeconds };

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        SqlitePragmas.Set(connection);
        return connection;
    }
}
