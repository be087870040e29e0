using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Keeps the history small: every snapshot for a week and then the last one of each day (UTC), attempts for a week, closed
/// notices for a month, private numbers for two years, which is as long as platforms keep them, and of an audience's groups
/// the newest of each week.
/// <para>
/// What is too old is looked for outside the writer's turn and deleted in small slices, so that syncs and people hardly wait
/// for it, and no more than <see cref="MostRows"/> a night: measured in bench/RESULTS.md.
/// </para>
/// </summary>
public sealed class ThinHistory(Database database, ICheckpoint checkpoint, TimeProvider time)
{
    /// <summary>Rows of one run at most; the rest waits for the next night. Five thousand profiles make a quarter of it a day.</summary>
    public const int MostRows = 1_000_000;

    private const int RowsInATurn = 200;
    private const int TurnsToACheckpoint = 4;
    private const int ConnectionsInARead = 20;
    private const long MillisecondsOfADay = 24 * 60 * 60 * 1000;

    private int _turns;

    /// <returns>How many rows were deleted.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var weekAgo = now.AddDays(-7).ToUnixTimeMilliseconds();
        var deleted = await NoticesAsync(now.AddDays(-30).ToUnixTimeMilliseconds(), cancellationToken);
        var connections = await database.ReadAsync(
            db => db.Connections.IgnoreQueryFilters().OrderBy(x => x.Key).Select(x => x.Key).ToListAsync(cancellationToken), cancellationToken);
        foreach (var keys in connections.Chunk(ConnectionsInARead))
        {
            if (deleted >= MostRows)
            {
                return deleted;
            }

            deleted += await AttemptsAsync(keys[0], keys[^1], weekAgo, cancellationToken);
            deleted += await SnapshotsAsync(keys[0], keys[^1], weekAgo, cancellationToken);
        }

        var twoYearsAgo = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-2).DayNumber;
        var consents = await database.ReadAsync(db => db.Consents.OrderBy(x => x.ConnectionKey).Select(x => x.ConnectionKey).ToListAsync(cancellationToken), cancellationToken);
        foreach (var key in consents.TakeWhile(_ => deleted < MostRows))
        {
            deleted += await InsightsAsync(key, twoYearsAgo, cancellationToken);
        }

        return deleted;
    }

    private Task<int> NoticesAsync(long before, CancellationToken cancellationToken) =>
        DeleteAsync($"DELETE FROM Notices WHERE ClosedAt < {before}", cancellationToken);

    // By connection, as they lie in the file: by time they would be one on each page.
    private async Task<int> AttemptsAsync(long first, long last, long before, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldRow>(
                $"SELECT ConnectionKey, StartedAt AS At FROM SyncAttempts WHERE ConnectionKey BETWEEN {first} AND {last} AND EndedAt < {before}").ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.ConnectionKey, row.At }),
            rows => $"DELETE FROM SyncAttempts WHERE (ConnectionKey, StartedAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
            cancellationToken);
    }

    private async Task<int> SnapshotsAsync(long first, long last, long before, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldRow>(
                $"""
                SELECT ConnectionKey, TakenAt AS At FROM ProfileSnapshots AS early
                WHERE ConnectionKey BETWEEN {first} AND {last} AND TakenAt < {before} AND EXISTS (
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

    private async Task<int> InsightsAsync(long key, int twoYearsAgo, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldInsight>(
                $"""
                SELECT Metric, Day, Slice FROM AccountInsights WHERE ConnectionKey = {key} AND Day < {twoYearsAgo}
                UNION ALL
                SELECT Metric, Day, Slice FROM AccountInsights AS early
                WHERE ConnectionKey = {key} AND Day >= {twoYearsAgo} AND Slice <> '' AND EXISTS (
                    SELECT 1 FROM AccountInsights AS later
                    WHERE later.ConnectionKey = {key} AND later.Metric = early.Metric
                        AND later.Day > early.Day AND later.Day < (early.Day / 7 + 1) * 7 AND later.Slice <> '')
                """).ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.Metric, row.Day, row.Slice }),
            rows => $"DELETE FROM AccountInsights WHERE ConnectionKey = {key} AND (Metric, Day, Slice) IN (SELECT value->>0, value->>1, value->>2 FROM json_each({rows}))",
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
