using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A way to sign in beside password and passkey.</summary>
public interface IWayIn
{
    /// <param name="lost">What is about to be removed.</param>
    Task<bool> LeadsInAsync(SocialProfilesDbContext db, Guid personId, LostWayIn lost, CancellationToken cancellationToken);
}

/// <summary>What somebody is about to give up.</summary>
/// <param name="Passkey">The ID of a passkey; null for none.</param>
/// <param name="Provider">The provider of a connected account; null for none.</param>
/// <param name="SecondStep">No way in itself, but it spares people single sign-on.</param>
public sealed record LostWayIn(byte[]? Passkey = null, Guid? Provider = null, bool SecondStep = false);

/// <summary>Keeps people from removing the last way by which they get in. One that is turned off, or that a rule forbids them, is none.</summary>
public sealed class WaysIn(IEnumerable<ISignInRule> rules, IEnumerable<IWayIn> others)
{
    /// <returns>Why it has to stay; null where another way is left.</returns>
    internal async Task<ConflictError?> RefusalAsync(SocialProfilesDbContext db, Person person, LostWayIn lost, CancellationToken cancellationToken)
    {
        // As they will stand without it: what goes may be what spared them single sign-on.
        var mayUseOwn = await rules.RefusalAsync(db, person.Id, person.Role, origin: null, cancellationToken, lost: lost) is null;
        if (mayUseOwn && (person.PasswordHash is not null || await db.Passkeys.AnyAsync(x => x.UserId == person.Id && (lost.Passkey == null || x.CredentialId != lost.Passkey), cancellationToken)))
        {
            return null;
        }

        foreach (var other in others)
        {
            if (await other.LeadsInAsync(db, person.Id, lost, cancellationToken))
            {
                return null;
            }
        }

        return new ConflictError(mayUseOwn
            ? $"This is your only way to sign in. Set a password or add {(lost.Passkey is null ? "a" : "another")} passkey first."
            : $"You couldn't sign in without it, because your agency requires single sign-on. Connect {(lost.Provider is null ? "an" : "another")} account first, or ask an owner at your agency.");
    }
}
