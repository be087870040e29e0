using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A way to sign in beside password and passkey.</summary>
public interface IWayIn
{
    /// <param name="without">What is about to be removed, by its provider; null for nothing.</param>
    Task<bool> LeadsInAsync(SocialProfilesDbContext db, Guid personId, Guid? without, CancellationToken cancellationToken);
}

/// <summary>Keeps people from removing the last way by which they get in. One that is turned off, or that a rule forbids them, is none.</summary>
public sealed class WaysIn(IEnumerable<ISignInRule> rules, IEnumerable<IWayIn> others)
{
    /// <param name="passkey">The one that is about to be removed; null for none.</param>
    /// <param name="provider">The one that is about to be disconnected; null for none.</param>
    /// <returns>Why it has to stay; null where another way is left.</returns>
    internal async Task<ConflictError?> RefusalAsync(SocialProfilesDbContext db, Person person, byte[]? passkey, Guid? provider, CancellationToken cancellationToken)
    {
        var mayUseOwn = await rules.RefusalAsync(person.Id, person.Role, origin: null, cancellationToken) is null;
        if (mayUseOwn && (person.PasswordHash is not null || await db.Passkeys.AnyAsync(x => x.UserId == person.Id && (passkey == null || x.CredentialId != passkey), cancellationToken)))
        {
            return null;
        }

        foreach (var other in others)
        {
            if (await other.LeadsInAsync(db, person.Id, provider, cancellationToken))
            {
                return null;
            }
        }

        return new ConflictError(mayUseOwn
            ? $"This is your only way to sign in. Set a password or add {(passkey is null ? "a" : "another")} passkey first."
            : $"This is your only way to sign in, because your agency requires single sign-on. Connect {(provider is null ? "an" : "another")} account first, or ask an owner at your agency.");
    }
}
