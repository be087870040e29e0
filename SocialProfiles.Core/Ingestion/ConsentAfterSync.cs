using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What a sync found out about the talent's permission: that it is over, that it fails alone, or that it works again.</summary>
internal sealed class ConsentAfterSync(Database database, ConsentEnding ending, FailingPermission failing)
{
    /// <summary>Stores a sync that <see cref="FinishedSync.EndsConsent"/>, instead of the queue's own store: it writes no numbers.</summary>
    /// <returns><see cref="SyncSaved.LeaseLost"/> where somebody else has the connection now; nothing was written.</returns>
    public Task<SyncSaved> EndAsync(FinishedSync sync) =>
        database.WriteAsync(
            async db =>
            {
                var claim = sync.Claim;
                var connection = await db.Connections.AsTracking().SingleOrDefaultAsync(x => x.Key == claim.Key && x.Lease == claim.Lease);
                var consent = await db.Consents.AsTracking().SingleOrDefaultAsync(x => x.ConnectionKey == claim.Key);
                if (connection is null || consent is null)
                {
                    return SyncSaved.LeaseLost;
                }

                connection.FailuresInARow = sync.Verdict.FailuresInARow;
                await ending.EndAsync(db, connection, consent, sync.Failure!.End!.Value, Actor.System, CancellationToken.None);

                // A clock that stepped back may have given this start before.
                await db.SyncAttempts.Where(x => x.ConnectionKey == claim.Key && x.StartedAt == claim.StartedAt).ExecuteDeleteAsync();
                db.SyncAttempts.Add(new SyncAttempt
                {
                    ConnectionKey = claim.Key,
                    StartedAt = claim.StartedAt,
                    EndedAt = sync.EndedAt,
                    DurationMilliseconds = sync.Claim.DurationUntil(sync.EndedAt),
                    Outcome = sync.Verdict.Outcome,
                    Failure = connection.Failure,
                    Detail = sync.Failure.Detail,
                });
                return SyncSaved.Stored;
            },
            CancellationToken.None);

    /// <summary>Counts a day of a permission that fails alone, or forgets it. Call after the sync was stored.</summary>
    public Task NoteAsync(FinishedSync sync) =>
        database.WriteAsync(
            async db =>
            {
                var connection = await db.Connections.SingleOrDefaultAsync(x => x.Key == sync.Claim.Key);
                var consent = await db.Consents.AsTracking().SingleOrDefaultAsync(x => x.ConnectionKey == sync.Claim.Key);
                if (connection is null || consent is null)
                {
                    return false;
                }

                await (sync.RecoversTheGrant
                    ? failing.ForgetAsync(db, connection, consent, CancellationToken.None)
                    : failing.CountAsync(db, connection, consent, sync.EndedAt, CancellationToken.None));
                return true;
            },
            CancellationToken.None);
}
