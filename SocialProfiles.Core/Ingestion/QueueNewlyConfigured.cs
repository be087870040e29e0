using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>At start, and when credentials are set: connections that failed only because their platform had none are tried again.</summary>
public sealed class QueueNewlyConfigured(Database database, PlatformCatalog catalog, TimeProvider time)
{
    /// <returns>How many were queued.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var configured = catalog.All.Where(platform => platform.IsConfigured).Select(platform => platform.Key).ToArray();
        return database.WriteAsync(
            db =>
            {
                db.Raise(default(SyncDue));
                return db.Connections
                .Where(x => x.Failure == FailureKind.NotConfigured && configured.Contains(x.Platform) && x.Talent!.ArchivedAt == null)
                .ExecuteUpdateAsync(
                    x => x.SetProperty(c => c.Status, SyncStatus.Pending)
                        .SetProperty(c => c.Failure, (FailureKind?)null)
                        .SetProperty(c => c.DueAt, now)
                        .SetProperty(c => c.Priority, SyncPriority.Schedule)
                        .SetProperty(c => c.FailuresInARow, 0)
                        .SetProperty(c => c.UpdatedAt, now),
                    cancellationToken);
            },
            cancellationToken);
    }
}
