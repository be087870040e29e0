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
        var waiting = db.Connections.Where(x => x.Lease == null && x.DueAt <= now);
        var attempts = from attempt in db.SyncAttempts
                       join connection in db.Connections on attempt.ConnectionKey equals connection.Key
                       where attempt.EndedAt > hourAgo
                       select attempt;
        var succeeded = attempts.Where(x => x.Outcome == SyncOutcome.Succeeded);
        var count = await succeeded.CountAsync(cancellationToken);
        var oldest = await waiting.MinAsync(x => x.DueAt, cancellationToken);
        return new QueueStats
        {
            Waiting = await waiting.CountAsync(cancellationToken),
            Active = await db.Connections.CountAsync(x => x.Lease != null, cancellationToken),
            Retrying = await db.Connections.CountAsync(x => x.Status == SyncStatus.Pending && x.Failure != null && x.DueAt > now, cancellationToken),
            SucceededLastHour = count,
            FailedLastHour = await attempts.CountAsync(x => x.Outcome == SyncOutcome.Failed, cancellationToken),
            OldestWaitSeconds = oldest is { } due ? (now - due).TotalSeconds : null,
            SyncP50Milliseconds = await PercentileAsync(succeeded, count, 0.50, cancellationToken),
            SyncP95Milliseconds = await PercentileAsync(succeeded, count, 0.95, cancellationToken),
        };
    }

    /// <summary>Nearest-rank percentile: the database orders, one row comes back.</summary>
    private static async Task<double?> PercentileAsync(IQueryable<SyncAttempt> attempts, int count, double fraction, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return null;
        }

        var rank = Math.Max(0, (int)Math.Ceiling(fraction * count) - 1);
        return await attempts.Select(x => x.DurationMilliseconds).OrderBy(x => x).Skip(rank).FirstOrDefaultAsync(cancellationToken);
    }
}
