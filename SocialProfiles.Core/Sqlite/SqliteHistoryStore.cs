using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// The history on SQLite: rows are found by reading and deleted by their keys, a few hundred in a transaction; half as many after one
/// that took long, and then more again.
/// </summary>
internal sealed class SqliteHistoryStore(Database database, ICheckpoint checkpoint, TimeProvider time) : IHistoryStore
{
    private const int MostInATurn = 200;
    private const int FewestInATurn = 10;
    private const int TurnsToACheckpoint = 4;

    // Half of what anybody may have to wait for it.
    private static readonly TimeSpan _long = TimeSpan.FromMilliseconds(25);

    private int _rowsInATurn = MostInATurn;
    private int _turns;

    public async Task<int> DeleteNoticesAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<long>($"SELECT Key AS Value FROM Notices WHERE ClosedAt < {closedBefore.ToUnixTimeMilliseconds()}").ToListAsync(cancellationToken), cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(key => new object[] { key }),
            rows => $"DELETE FROM Notices WHERE Key IN (SELECT value->>0 FROM json_each({rows}))",
            cancellationToken);
    }

    // By connection, as they lie in the file: by time they would be one on each page.
    public async Task<int> DeleteAttemptsAsync(long first, long last, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(
            db => db.Database.SqlQuery<OldRow>(
                $"""
                SELECT a.ConnectionKey, a.StartedAt AS At
                FROM SyncAttempts a JOIN Connections c ON c.Key = a.ConnectionKey
                WHERE a.ConnectionKey BETWEEN {first} AND {last} AND a.EndedAt < {endedBefore.ToUnixTimeMilliseconds()} AND a.StartedAt IS NOT (
                    SELECT StartedAt FROM SyncAttempts
                    WHERE ConnectionKey = c.Key AND StartedAt > coalesce(c.LastSyncedAt, -1) AND Outcome <> {(int)SyncOutcome.Succeeded}
                    ORDER BY StartedAt LIMIT 1)
                """).ToListAsync(cancellationToken),
            cancellationToken);
        return await DeleteAsync(
            old.ConvertAll(row => new object[] { row.ConnectionKey, row.At }),
            rows => $"DELETE FROM SyncAttempts WHERE (ConnectionKey, StartedAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
            cancellationToken);
    }

    public async Task<int> ThinReadingsAsync(long first, long last, DateTimeOffset now, AgencyDays days, CancellationToken cancellationToken)
    {
        var readings = await database.ReadAsync(
            db => db.Database.SqlQuery<StoredReading>(
                $"""
                SELECT ConnectionKey, FirstReadAt, LastReadAt FROM ProfileReadings
                WHERE ConnectionKey BETWEEN {first} AND {last} ORDER BY ConnectionKey, FirstReadAt
                """).ToListAsync(cancellationToken),
            cancellationToken);
        var old = readings.GroupBy(reading => reading.ConnectionKey).SelectMany(account =>
        {
            var rows = account.ToArray();
            return HistoryThinning.Doomed(Array.ConvertAll(rows, row => Span(row.FirstReadAt, row.LastReadAt)), now, days)
                .Select(index => new object[] { account.Key, rows[index].FirstReadAt });
        });
        return await DeleteAsync(
            [.. old],
            rows => $"DELETE FROM ProfileReadings WHERE (ConnectionKey, FirstReadAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
            cancellationToken);
    }

    public async Task<int> ThinPostReadingsAsync(long connectionKey, DateTimeOffset now, AgencyDays days, CancellationToken cancellationToken)
    {
        // What a post of before has left was thinned when it was younger.
        var since = (now - PostResolution.Daily - HistoryThinning.Hourly).AddDays(-7).ToUnixTimeMilliseconds();
        var readings = await database.ReadAsync(
            db => db.Database.SqlQuery<StoredPostReading>(
                $"""
                SELECT r.PlatformPostId, p.PublishedAt, p.NumbersAt, r.FirstReadAt, r.LastReadAt
                FROM SocialPosts p JOIN PostReadings r ON r.ConnectionKey = p.ConnectionKey AND r.PlatformPostId = p.PlatformPostId
                WHERE p.ConnectionKey = {connectionKey} AND (p.PublishedAt >= {since} OR p.PublishedAt IS NULL)
                ORDER BY r.PlatformPostId, r.FirstReadAt
                """).ToListAsync(cancellationToken),
            cancellationToken);
        var old = readings.GroupBy(reading => reading.PlatformPostId, StringComparer.Ordinal).SelectMany(post =>
        {
            var rows = post.ToArray();
            return HistoryThinning.DoomedOfPost(
                    Array.ConvertAll(rows, row => Span(row.FirstReadAt, row.LastReadAt)),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows[0].NumbersAt),
                    rows[0].PublishedAt is { } published ? DateTimeOffset.FromUnixTimeMilliseconds(published) : null,
                    now,
                    days)
                .Select(index => new object[] { post.Key, rows[index].FirstReadAt });
        });
        return await DeleteAsync(
            [.. old],
            rows => $"DELETE FROM PostReadings WHERE ConnectionKey = {connectionKey} AND (PlatformPostId, FirstReadAt) IN (SELECT value->>0, value->>1 FROM json_each({rows}))",
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
        for (var from = 0; from < rows.Count;)
        {
            var turn = rows[from..Math.Min(from + _rowsInATurn, rows.Count)];
            deleted += await DeleteAsync(delete(JsonSerializer.Serialize(turn)), cancellationToken);
            from += turn.Count;
        }

        return deleted;
    }

    private async Task<int> DeleteAsync(FormattableString statement, CancellationToken cancellationToken)
    {
        // From inside the writer's turn: what it waits for others is not its own.
        long began = 0;
        var deleted = await database.WriteAsync(
            db =>
            {
                began = time.GetTimestamp();
                return db.Database.ExecuteSqlAsync(statement, cancellationToken);
            },
            cancellationToken);
        _rowsInATurn = time.GetElapsedTime(began) > _long ? Math.Max(_rowsInATurn / 2, FewestInATurn) : Math.Min(_rowsInATurn + FewestInATurn, MostInATurn);
        if (++_turns % TurnsToACheckpoint == 0)
        {
            checkpoint.Run();
        }

        return deleted;
    }

    private static ReadingSpan Span(long first, long last) => new(DateTimeOffset.FromUnixTimeMilliseconds(first), DateTimeOffset.FromUnixTimeMilliseconds(last));

    private sealed record StoredReading(long ConnectionKey, long FirstReadAt, long LastReadAt);

    private sealed record StoredPostReading(string PlatformPostId, long? PublishedAt, long NumbersAt, long FirstReadAt, long LastReadAt);

    private sealed record OldRow(long ConnectionKey, long At);

    private sealed record OldInsight(int Metric, int Day, string Slice);
}
