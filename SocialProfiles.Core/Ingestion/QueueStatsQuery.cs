using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Reads how the queue does.</summary>
public sealed class QueueStatsQuery(Database database, TimeProvider time)
{
    public Task<QueueStats> GetAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, time.GetUtcNow(), cancellationToken), cancellationToken);

    private static async Task<QueueStats> ReadAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hourAgo = now.AddHours(-1);
        var queue = await db.Connections.GroupBy(_ => 1).Select(all => new
        {
            Waiting = all.Count(x => x.Lease == null && x.DueAt <= now),
            Active = all.Count(x => x.Lease != null),
            Retrying = all.Count(x => x.Status == SyncStatus.Pending && x.Failure != null && x.DueAt > now),
            Oldest = all.Min(x => x.Lease == null && x.DueAt <= now ? x.DueAt : null),
        }).SingleOrDefaultAsync(cancellationToken);
        var attempts = from attempt in db.SyncAttempts
                       join connection in db.Connections on attempt.ConnectionKey equals connection.Key
                       where attempt.EndedAt > hourAgo
                       select attempt;

        // A number a sync of the last hour: reading them once is quicker than letting the database count and order them three times.
        var durations = await attempts.Where(x => x.Outcome == SyncOutcome.Succeeded).Select(x => x.DurationMilliseconds).ToListAsync(cancellationToken);
        durations.Sort();
        return new QueueStats
        {
            Waiting = queue?.Waiting ?? 0,
            Active = queue?.Active ?? 0,
            Retrying = queue?.Retrying ?? 0,
            SucceededLastHour = durations.Count,
            FailedLastHour = await attempts.CountAsync(x => x.Outcome == SyncOutcome.Failed, cancellationToken),
            OldestWaitSeconds = queue?.Oldest is { } due ? (now - due).TotalSeconds : null,
            SyncP50Milliseconds = Percentile(durations, 0.50),
            SyncP95Milliseconds = Percentile(durations, 0.95),
        };
    }

    /// <summary>Nearest-rank percentile.</summary>
    private static double? Percentile(List<int> ordered, double fraction) =>
        ordered.Count == 0 ? null : ordered[Math.Max(0, (int)Math.Ceiling(fraction * ordered.Count) - 1)];
}
