using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Sets a new password by a password link (<see cref="IssueRecoveryLink"/>). The link is spent with it, and all sessions of the person end.</summary>
public sealed class RecoverPassword(Database database, NewPassword passwords, IEnumerable<ISignInRule> rules, ActivityLog activity, TimeProvider time)
{
    /// <returns>Whose password the link sets; null where it doesn't work, or no more.</returns>
    public async Task<string?> FindAsync(string? token, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => OwnerAsync(db, token, cancellationToken), cancellationToken))?.Email;

    /// <param name="device">The browser, in words; see <see cref="DeviceWords"/>.</param>
    /// <param name="address">Network address, for the activity log.</param>
    /// <returns>The person; or <see cref="InvalidError"/> for <c>password</c>, <see cref="NotFoundError"/> where the link doesn't work, or no more.</returns>
    public async Task<Result<Person, UseCaseError>> ExecuteAsync(string? token, string? password, string device, string? address, CancellationToken cancellationToken)
    {
        var owner = await database.ReadAsync(db => OwnerAsync(db, token, cancellationToken), cancellationToken);
        if (owner is null)
        {
            return Over();
        }

        if (await rules.RefusalAsync(database, owner.Id, owner.Role, origin: null, cancellationToken) is { } notByPassword)
        {
            return new ConflictError(notByPassword.Sentence);
        }

        if (await passwords.RefusalAsync(password, owner.Email, cancellationToken) is { } refusal)
        {
            return new InvalidError("password", refusal);
        }

        var hash = passwords.Hash(owner, password!);
        return await database.WriteAsync<Result<Person, UseCaseError>>(
            async db =>
            {
                // Asked again inside: of two who use it at once, one finds it spent.
                if (await OwnerAsync(db, token, cancellationToken) is not { } person)
                {
                    return Over();
                }

                var actor = new Actor(person.Email!, ActivitySource.Browser, address);
                await passwords.SetAsync(db, person, hash, keptKey: null, actor, cancellationToken, device);
                activity.Add(db, actor, ActivityAction.PasswordRecovered, person.Email!);
                return person;
            },
            cancellationToken);
    }

    private static NotFoundError Over() => new("This password link has expired or was already used. Ask for a new one.");

    private async Task<Person?> OwnerAsync(SocialProfilesDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and < 100 })
        {
            return null;
        }

        var (hash, now) = (RandomSecret.Hash(token), time.GetUtcNow());
        return await (from link in db.RecoveryLinks
                      join person in db.Set<Person>() on link.PersonId equals person.Id
                      where link.Hash == hash && link.ExpiresAt > now && person.DeactivatedAt == null
                      select person).SingleOrDefaultAsync(cancellationToken);
    }
}
