using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Rebuilds the file (VACUUM) and empties the journal, in the turn of a writer.</summary>
internal sealed partial class SqliteScrub(SqliteDatabaseFile file, DataFolder folder, IWriteGate gate, ILogger<SqliteScrub> logger) : IStorageScrub
{
    // Shorter words would take too much along.
    private const int ShortestWord = 4;

    // Writers wait meanwhile. Whoever reads for longer, such as a backup, is waited for at night.
    private const int Checkpoints = 3;
    private const string WaitForReaders = "PRAGMA busy_timeout=100";

    public Task<bool> DatabaseAsync(CancellationToken cancellationToken) => gate.RunAsync(() => Task.Run(Rebuild, CancellationToken.None), cancellationToken);

    public bool Logs(IReadOnlyCollection<string> words)
    {
        byte[][] sought = [.. words.Where(word => word.Length >= ShortestWord).SelectMany(word => (string[])[word, word.ToLowerInvariant(), word.ToUpperInvariant()]).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        var isWhole = true;
        foreach (var path in LogFiles())
        {
            try
            {
                Overwrite(path, sought);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogFileLeft(exception, Path.GetFileName(path));
                isWhole = false;
            }
        }

        return isWhole;
    }

    public bool DeleteLogs(DateTimeOffset until, DateTimeOffset now)
    {
        var isWhole = true;
        var (last, today) = (DayOf(until), DayOf(now));
        foreach (var path in LogFiles())
        {
            try
            {
                var day = DayOf(new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
                if (day <= last && day < today)
                {
                    File.Delete(path);
                }
                else
                {
                    // Today's is open: it waits for tomorrow.
                    isWhole &= day > last;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogFileLeft(exception, Path.GetFileName(path));
                isWhole = false;
            }
        }

        return isWhole;
    }

    private string[] LogFiles() => Directory.Exists(folder.Logs) ? Directory.GetFiles(folder.Logs) : [];

    // A log file holds one day of this machine.
    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.LocalDateTime);

    private bool Rebuild()
    {
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

    /// <summary>Byte for byte in its place: the logger goes on writing to the end of the same file.</summary>
    private static void Overwrite(string path, byte[][] words)
    {
        var writtenAt = File.GetLastWriteTimeUtc(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        foreach (var word in words)
        {
            var stars = new byte[word.Length];
            stars.AsSpan().Fill((byte)'*');
            for (var at = bytes.AsSpan(0, length).IndexOf(word); at >= 0;)
            {
                stream.Position = at;
                stream.Write(stars);
                stars.CopyTo(bytes, at);
                var next = bytes.AsSpan(at, length - at).IndexOf(word);
                at = next < 0 ? -1 : at + next;
            }
        }

        // Whoever looks for the files of a day goes by it.
        stream.Flush();
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, writtenAt);
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

    [LoggerMessage(LogLevel.Warning, "The database could not be written anew; what was deleted may still stand in its free space")]
    private partial void LogNotRebuilt(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The log file {File} could not be searched for what was erased")]
    private partial void LogFileLeft(Exception exception, string file);
}
