using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <param name="Total">How many are kept.</param>
/// <param name="Attempts">Newest first.</param>
public sealed record SyncAttemptPage(int Total, IReadOnlyList<SyncAttempt> Attempts);

/// <summary>Reads what the syncs of one profile did, newest first.</summary>
public sealed class SyncAttemptList(Database database)
{
    /// <returns>Null where there is no such connection.</returns>
    public Task<SyncAttemptPage?> GetAsync(Guid connectionId, int skip, int take, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await db.Connections.Where(x => x.Id == connectionId).Select(x => (long?)x.Key).SingleOrDefaultAsync(cancellationToken) is not { } key)
                {
                    return null;
                }

                var attempts = db.SyncAttempts.Where(x => x.ConnectionKey == key);
                return new SyncAttemptPage(
                    await attempts.CountAsync(cancellationToken),
                    await attempts.OrderByDescending(x => x.StartedAt).Skip(skip).Take(take).ToListAsync(cancellationToken));
            },
            cancellationToken);
}
