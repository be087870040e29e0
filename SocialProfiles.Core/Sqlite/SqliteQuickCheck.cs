using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Storage;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Looks through the file for damage, for a few seconds at most: a large one is not read to its end at each start.</summary>
internal static class SqliteQuickCheck
{
    private const int StepsBetweenLooks = 20_000;

    /// <returns>What is broken, in SQLite's words; null where nothing was found in that time.</returns>
    public static string? Run(SqliteDatabaseFile file, TimeSpan limit)
    {
        using var connection = file.OpenAlone();
        var since = Stopwatch.GetTimestamp();
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => Stopwatch.GetElapsedTime(since) > limit ? 1 : 0, null);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        try
        {
            return command.ExecuteScalar() is string found && found != "ok" ? found : null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return null;
        }
        catch (SqliteException exception) when (SqliteFaults.Of(exception) == StorageFault.Damaged)
        {
            return exception.Message;
        }
    }
}
