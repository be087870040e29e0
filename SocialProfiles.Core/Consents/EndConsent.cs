using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>Ends consents because somebody else says so: a notice of the platform, or a renewal that was refused for good.</summary>
public sealed class EndConsent(Database database, ConsentEnding ending)
{
    /// <summary>How far a platform's clock may be behind ours.</summary>
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Ends what a notice is about. Platforms repeat a notice for days where we did not answer: what was granted after it
    /// happened is another consent, and stays.
    /// </summary>
    /// <returns>How many consents ended: none for an unknown person, or when it was told before.</returns>
    public async Task<int> ExecuteAsync(PlatformNotice notice, CancellationToken cancellationToken)
    {
        var grantedBy = notice.HappenedAt + _skew;
        return notice.WithdrawnBy is not { } userId ? 0 : await EndAsync(
            db => from connection in db.Connections
                  join consent in db.Consents on connection.Key equals consent.ConnectionKey
                  where connection.Platform == notice.Platform && consent.UserId == userId && consent.GrantedAt <= grantedBy
                  select consent,
            ConsentEnd.RemovedAtPlatform,
            cancellationToken);
    }

    /// <param name="platform">Key of the platform.</param>
    /// <param name="userId">The platform's id of the person for our app.</param>
    /// <returns>How many consents ended: none for an unknown person, or when it was told before.</returns>
    public Task<int> ExecuteAsync(string platform, string userId, ConsentEnd because, CancellationToken cancellationToken) =>
        EndAsync(
            db => from connection in db.Connections
                  join consent in db.Consents on connection.Key equals consent.ConnectionKey
                  where connection.Platform == platform && consent.UserId == userId
                  select consent,
            because,
            cancellationToken);

    /// <returns>Whether it ended now.</returns>
    internal async Task<bool> OfConnectionAsync(Guid connectionId, ConsentEnd because, CancellationToken cancellationToken) =>
        await EndAsync(
            db => from connection in db.Connections
                  join consent in db.Consents on connection.Key equals consent.ConnectionKey
                  where connection.Id == connectionId
                  select consent,
            because,
            cancellationToken) > 0;

    private async Task<int> EndAsync(Func<SocialProfilesDbContext, IQueryable<Consent>> which, ConsentEnd because, CancellationToken cancellationToken)
    {
        return await database.WriteAsync(
            async db =>
            {
                var ended = 0;
                foreach (var consent in await which(db).AsTracking().Where(x => x.EndedBecause == null).ToListAsync(cancellationToken))
                {
                    var connection = await db.Connections.AsTracking().SingleAsync(x => x.Key == consent.ConnectionKey, cancellationToken);
                    await ending.EndAsync(db, connection, consent, because, Actor.System, cancellationToken);
                    ended++;
                }

                return ended;
            },
            cancellationToken);
    }
}
