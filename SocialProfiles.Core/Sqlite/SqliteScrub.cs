using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Rebuilds the file (VACUUM) and empties the journal, in the turn of a writer.</summary>
internal sealed partial class SqliteScrub(SqliteDatabaseFile file, DataFolder folder, FreeSpace room, IWriteGate gate, ILogger<SqliteScrub> logger) : IStorageScrub
{
    // Writers wait meanwhile. Whoever reads for longer, such as a backup, is waited for at night.
    private const int Checkpoints = 3;
    private const string WaitForReaders = "PRAGMA busy_timeout=100";

    public Task<bool> DatabaseAsync(CancellationToken cancellationToken) => gate.RunAsync(() => Task.Run(Rebuild, CancellationToken.None), cancellationToken);

    private bool Rebuild()
    {
        // A copy in a file of its own, and then all of it in the journal. A full disk would stop everybody from writing.
        if (File.Exists(file.Path) && room(folder.Path) is { } free && free < 2 * new FileInfo(file.Path).Length)
        {
            LogNoRoom();
            return false;
        }

        try
        {
            using var connection = file.OpenAlone();

            // The copy that it makes is as large as the database.
            Run(connection, "PRAGMA temp_store=FILE");
            Run(connection, "VACUUM");
            Run(connection, WaitForReaders);
            for (var i = 0; i < Checkpoints; i++)
            {
                // Whoever reads keeps the journal; a read takes milliseconds.
                if (Scalar(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (SqliteException exception)
        {
            LogNotRebuilt(exception);
            return false;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [LoggerMessage(LogLevel.Warning, "The disk has no room to rebuild the database; what was deleted stays in its free space until a night when there is room")]
    private partial void LogNoRoom();

    [LoggerMessage(LogLevel.Warning, "The database could not be rebuilt; what was deleted may still be in its free space")]
    private partial void LogNotRebuilt(Exception exception);
}
