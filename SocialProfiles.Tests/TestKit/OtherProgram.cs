using Microsoft.Data.Sqlite;

namespace SocialProfiles.Tests.TestKit;

/// <summary>Somebody else at the database file: a backup, a viewer, a damaged disk.</summary>
internal sealed class OtherProgram : IDisposable
{
    private readonly SqliteConnection _connection;

    private OtherProgram(SqliteConnection connection) => _connection = connection;

    /// <summary>Holds the database for writing until it is disposed of.</summary>
    public static OtherProgram Locks(string folder)
    {
        var other = Opens(folder);
        other.Run("BEGIN IMMEDIATE");
        return other;
    }

    public static OtherProgram Opens(string folder)
    {
        var connection = new SqliteConnection($"Data Source={FileOf(folder)};Pooling=False");
        connection.Open();
        return new OtherProgram(connection);
    }

    /// <summary>Writes nonsense over the first page of a table's rows, as a disk that fails does. Nothing may have the database open.</summary>
    public static void Damages(string folder, string table)
    {
        long page;
        long size;
        using (var other = Opens(folder))
        {
            other.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            page = other.Number($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
            size = other.Number("PRAGMA page_size");
        }

        using var file = new FileStream(FileOf(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = (page - 1) * size;
        file.Write([.. Enumerable.Repeat((byte)0xA5, (int)size)]);
    }

    public void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Number(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _connection.Dispose();

    private static string FileOf(string folder) => Path.Combine(folder, "socialprofiles.db");
}
