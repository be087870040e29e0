using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// What failed only for the agency's credentials, for they were missing or refused, is tried again by itself: at start, and
/// when they were set or tested successfully.
/// </summary>
public sealed class QueueNewlyConfigured(Database database, PlatformCatalog catalog, TimeProvider time)
{
    /// <summary>Of every platform.</summary>
    /// <returns>How many were queued.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var queued = 0;
            foreach (var platform in catalog.All)
            {
                queued += await QueueAsync(db, platform, IsSet, cancellationToken);
            }

            return queued;
        },
        cancellationToken);

    /// <summary>Of one platform, and those ways of connecting that are set up.</summary>
    /// <returns>How many were queued.</returns>
    public Task<int> ExecuteAsync(IPlatform platform, CancellationToken cancellationToken) =>
        database.WriteAsync(db => QueueAsync(db, platform, IsSet, cancellationToken), cancellationToken);

    /// <summary>Of one platform and one way of connecting, whose credentials the platform has just accepted.</summary>
    /// <returns>How many were queued.</returns>
    public Task<int> ExecuteAsync(IPlatform platform, ConnectionType type, CancellationToken cancellationToken) =>
        database.WriteAsync(db => QueueAsync(db, platform, (_, of) => of == type, cancellationToken), cancellationToken);

    private bool IsSet(IPlatform platform, ConnectionType type) =>
        type == ConnectionType.OAuth ? catalog.ConsentOf(platform.Key) is { IsConfigured: true } : platform.IsConfigured;

    private async Task<int> QueueAsync(SocialProfilesDbContext db, IPlatform platform, Func<IPlatform, ConnectionType, bool> wants, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        ConnectionType[] types = [.. Enum.GetValues<ConnectionType>().Where(type => wants(platform, type))];
        var queued = await db.Connections
            .Where(x => x.Platform == platform.Key && types.Contains(x.Type) && x.Talent!.ArchivedAt == null
                && (x.Failure == FailureKind.NotConfigured || x.Failure == FailureKind.AgencyRefused) && x.Lease == null)
            .ExecuteUpdateAsync(
                x => x.SetProperty(c => c.Status, SyncStatus.Pending)
                    .SetProperty(c => c.Failure, (FailureKind?)null)
                    .SetProperty(c => c.DueAt, now)
                    .SetProperty(c => c.Priority, SyncPriority.Schedule)
                    .SetProperty(c => c.FailuresInARow, 0)
                    .SetProperty(c => c.Attempt, 0)
                    .SetProperty(c => c.UpdatedAt, now),
                cancellationToken);
        if (queued > 0)
        {
            db.Raise(default(SyncDue));
        }

        return queued;
    }
}
