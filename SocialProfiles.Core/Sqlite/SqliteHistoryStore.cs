using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The history on SQLite: rows are found by reading and deleted by their keys, a few hundred in a transaction.</summary>
internal sealed class SqliteHistoryStore(Database database, ICheckpoint checkpoint) : IHistoryStore
{
    private const int RowsInATurn = 200;
    private const int TurnsToACheckpoint = 4;
    private const long MillisecondsOfADay = 24 * 60 * 60 * 1000;

    private int _turns;

    public Task<int> DeleteNoticesAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken) =>
        DeleteAsync($"DELETE FROM Notices WHERE ClosedAt < {closedBefore.ToUnixTimeMilliseconds()}", cancellationToken);

    // By connection, as they lie in the file: by time they would be one on each page.
    public async Task<int> DeleteAttemptsAsync(long first, long last, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldRow>(
                $"SELECT ConnectionKey, StartedAt AS At FROM SyncAttempts WHERE ConnectionKey BETWEEN {first} AND {last} AND EndedAt < {endedBefore.ToUnixTimeMilliseconds()}").ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.ConnectionKey, row.At }),
            rows => $"DELETE FROM SyncAttempts WHERE (ConnectionKey, StartedAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
            cancellationToken);
    }

    public async Task<int> ThinSnapshotsAsync(long first, long last, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldRow>(
                $"""
                SELECT ConnectionKey, TakenAt AS At FROM ProfileSnapshots AS early
                WHERE ConnectionKey BETWEEN {first} AND {last} AND TakenAt < {before.ToUnixTimeMilliseconds()} AND EXISTS (
                    SELECT 1 FROM ProfileSnapshots AS later
                    WHERE later.ConnectionKey = early.ConnectionKey AND later.TakenAt > early.TakenAt
                        AND later.TakenAt < (early.TakenAt / {MillisecondsOfADay} + 1) * {MillisecondsOfADay})
                """).ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.ConnectionKey, row.At }),
            rows => $"DELETE FROM ProfileSnapshots WHERE (ConnectionKey, TakenAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
            cancellationToken);
    }

    public async Task<int> ThinInsightsAsync(long connectionKey, DateOnly firstKept, CancellationToken cancellationToken)
    {
        var firstDay = firstKept.DayNumber;
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldInsight>(
                $"""
                SELECT Metric, Day, Slice FROM AccountInsights WHERE ConnectionKey = {connectionKey} AND Day < {firstDay}
                UNION ALL
                SELECT Metric, Day, Slice FROM AccountInsights AS early
                WHERE ConnectionKey = {connectionKey} AND Day >= {firstDay} AND Slice <> '' AND EXISTS (
                    SELECT 1 FROM AccountInsights AS later
                    WHERE later.ConnectionKey = {connectionKey} AND later.Metric = early.Metric
                        AND later.Day > early.Day AND later.Day < (early.Day / 7 + 1) * 7 AND later.Slice <> '')
                """).ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.Metric, row.Day, row.Slice }),
            rows => $"DELETE FROM AccountInsights WHERE ConnectionKey = {connectionKey} AND (Metric, Day, Slice) IN (SELECT value->>0, value->>1, value->>2 FROM json_each({rows}))",
            cancellationToken);
    }

    private async Task<int> DeleteAsync(List<object[]> rows, Func<string, FormattableString> delete, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var turn in rows.Chunk(RowsInATurn))
        {
            deleted += await DeleteAsync(delete(JsonSerializer.Serialize(turn)), cancellationToken);
        }

        return deleted;
    }

    private async Task<int> DeleteAsync(FormattableString statement, CancellationToken cancellationToken)
    {
        var deleted = await database.WriteAsync(db => db.Database.ExecuteSqlAsync(statement, cancellationToken), cancellationToken);
        if (++_turns % TurnsToACheckpoint == 0)
        {
            checkpoint.Run();
        }

        return deleted;
    }

    private sealed record OldRow(long ConnectionKey, long At);

    private sealed record OldInsight(int Metric, int Day, string Slice);
}
