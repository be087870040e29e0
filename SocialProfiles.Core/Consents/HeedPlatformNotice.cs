using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>Ends what a platform tells, of its own accord, that a person took back.</summary>
public sealed class HeedPlatformNotice(Database database, ConsentEnding ending, TimeProvider time)
{
    /// <summary>
    /// How far a platform's clock and ours may be apart. A grant that is as close as this to a notice may be the one that was
    /// taken back or the next one; the platform's answer to a sync tells which.
    /// </summary>
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Platforms repeat a notice for days where we did not answer: what was granted after it
    /// happened is another consent, and stays.
    /// </summary>
    /// <returns>How many consents ended: none for an unknown person, or when it was told before.</returns>
    public async Task<int> ExecuteAsync(PlatformNotice notice, CancellationToken cancellationToken)
    {
        if (notice.WithdrawnBy is not { } userId)
        {
            return 0;
        }

        return await database.WriteAsync(
            async db =>
            {
                var ended = 0;
                foreach (var consent in await LiveOf(db, notice.Platform, userId).ToListAsync(cancellationToken))
                {
                    var connection = await db.Connections.AsTracking().SingleAsync(x => x.Key == consent.ConnectionKey, cancellationToken);
                    if (consent.GrantedAt < notice.HappenedAt - _skew)
                    {
                        await ending.EndAsync(db, connection, consent, ConsentEndReason.RemovedAtPlatform, Actor.System, cancellationToken);
                        ended++;
                    }
                    else if (consent.GrantedAt <= notice.HappenedAt + _skew)
                    {
                        AskThePlatform(db, connection, consent);
                    }
                }

                return ended;
            },
            cancellationToken);
    }

    private void AskThePlatform(SocialProfilesDbContext db, Connection connection, Consent consent)
    {
        if (connection.DueAt is not null)
        {
            SyncRound.Start(db, connection, SyncPriority.Schedule, time.GetUtcNow());
        }
        else
        {
            // Of an archived talent nothing is synced; its permission is renewed all the same.
            consent.RenewAt = time.GetUtcNow();
        }
    }

    private static IQueryable<Consent> LiveOf(SocialProfilesDbContext db, string platform, string userId) =>
        db.Consents.AsTracking().Where(x => x.EndedBecause == null && x.UserId == userId && db.Set<Connection>().Any(connection => connection.Key == x.ConnectionKey && connection.Platform == platform));
}
