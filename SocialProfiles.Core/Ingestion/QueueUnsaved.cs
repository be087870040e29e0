using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>When the database can be written again: connections that failed only because it could not are tried again.</summary>
public sealed class QueueUnsaved(Database database, TimeProvider time)
{
    /// <returns>How many were queued.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            db =>
            {
                db.Raise(default(SyncDue));
                return db.Connections
                .Where(x => x.Failure == FailureKind.StorageFailed && x.Lease == null && x.DueAt > now)
                .ExecuteUpdateAsync(
                    x => x.SetProperty(c => c.Status, SyncStatus.Pending)
                        .SetProperty(c => c.DueAt, now)
                        .SetProperty(c => c.Attempt, 0)
                        .SetProperty(c => c.FailuresInARow, 0)
                        .SetProperty(c => c.UpdatedAt, now),
                    cancellationToken);
            },
            cancellationToken);
    }
}
