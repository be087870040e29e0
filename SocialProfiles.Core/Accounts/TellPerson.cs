using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Tells a person what changed about how they sign in, in the unit of work that changes it. At the address that is stored: where that is what
/// changes, nothing was saved yet, so they read it at the one before.
/// </summary>
public sealed class TellPerson(IEnumerable<IAccountNews> listeners)
{
    /// <param name="device">In words; null where none is known.</param>
    /// <param name="address">Network address; null where none is known.</param>
    /// <param name="by">Who did it, where it wasn't done as this person.</param>
    internal async Task ExecuteAsync(
        SocialProfilesDbContext db, AccountChange change, Guid personId, string? device, string? address, CancellationToken cancellationToken, string? by = null)
    {
        var email = await db.Users.Where(x => x.Id == personId).Select(x => x.Email).SingleOrDefaultAsync(cancellationToken);
        foreach (var listener in listeners)
        {
            await listener.HearAsync(db, new AccountNews(change, personId, email ?? "", by, device, address), cancellationToken);
        }
    }

    /// <summary>What somebody does who is signed in: to their own account, or to another person's.</summary>
    /// <param name="sessionKey">Of their session; null where there is none.</param>
    internal async Task ExecuteAsync(
        SocialProfilesDbContext db, AccountChange change, Guid personId, string? sessionKey, Actor actor, CancellationToken cancellationToken)
    {
        var hash = sessionKey is null ? null : Sessions.Hash(sessionKey);
        var session = hash is null ? null : await db.Sessions.Where(x => x.KeyHash == hash).Select(x => new { x.PersonId, x.Device, x.Address }).SingleOrDefaultAsync(cancellationToken);
        var isOwn = session?.PersonId == personId;
        var by = actor.Source == ActivitySource.System ? "Somebody at the server's command line" : isOwn ? null : actor.Name;
        await ExecuteAsync(db, change, personId, session?.Device, session?.Address ?? actor.Address, cancellationToken, by);
    }
}
