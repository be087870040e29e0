using Microsoft.Data.Sqlite;

namespace SocialProfiles.Bench.History;

/// <summary>
/// A database as it stands after two years: a reading for each old day and hour of the last month, the attempts of a week,
/// private numbers of two years, and one more day that is to be thinned.
/// </summary>
internal static class HistoryFill
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    public static void Run(string file, int profiles, int consents, int days, DateTimeOffset now)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var at = now.ToUnixTimeMilliseconds();
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON");
        Execute(connection, "INSERT INTO Talents (Id, Name, SortName, SearchText, TagText, IsSample, CreatedAt, UpdatedAt) VALUES ('11111111-1111-7111-8111-111111111111', 'Bench', 'bench', 'bench', '', 0, 0, 0)");
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {profiles})
            INSERT INTO Connections (Key, Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, CreatedAt, UpdatedAt, Priority, Attempt, FailuresInARow, DueAt)
            SELECT i, printf('00000000-0000-7000-8000-%012d', i), '11111111-1111-7111-8111-111111111111', 0, 'INSTAGRAM', 'h' || i, 'h' || i, '', 0, 2, 0, 0, 1, 0, 0, {at + Day} FROM n
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {days})
            INSERT INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Posts, Gaps, Source)
            SELECT Key, {at - (31 * Day)} - i * {Day}, {at - (31 * Day)} - i * {Day}, 1000 + i, 100, 0, 0 FROM Connections CROSS JOIN n ORDER BY 1, 2
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {31 * 24})
            INSERT INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Posts, Gaps, Source)
            SELECT Key, {at} - i * {Hour} + Key, {at} - i * {Hour} + Key, 1000 + i, 100, 0, 0 FROM Connections CROSS JOIN n ORDER BY 1, 2
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {8 * 24})
            INSERT INTO SyncAttempts (ConnectionKey, StartedAt, EndedAt, DurationMilliseconds, Outcome, Posts, PostsWritten)
            SELECT Key, {at} - i * {Hour} + Key, {at} - i * {Hour} + Key + 500, 500, 0, 50, 3 FROM Connections CROSS JOIN n ORDER BY 1, 2
            """);
        Execute(connection, $"""
            INSERT INTO Consents (ConnectionKey, IssuedAt, GrantedAt, Scopes, IsRenewalCutOff, FailedDays)
            SELECT Key, 0, 0, '', 0, 0 FROM Connections LIMIT {consents}
            """);
        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {days + 1}), m(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM m WHERE j < 9)
            INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap)
            SELECT ConnectionKey, j, {today} - i, '', 100, 0 FROM Consents CROSS JOIN m CROSS JOIN n ORDER BY 1, 2, 3
            """);

        // A week of readings before the newest of a week was all that is kept.
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6), s(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM s WHERE j < 99)
            INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap)
            SELECT ConnectionKey, 22, {today} - i, 'group ' || j, 1, 0 FROM Consents CROSS JOIN n CROSS JOIN s ORDER BY 1, 2, 3, 4
            """);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

        // On the disk now: the first checkpoint of what is measured would wait for all of this.
        using var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(written);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
