using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Changes the address with which somebody signs in. All other sessions of the person end.</summary>
public sealed class ChangeEmail(Database database, ProvePassword prove, ILookupNormalizer normalizer, IEnumerable<IReservedEmail> reserved, TellPerson tell, ActivityLog activity)
{
    /// <returns>Nothing where it is done; or <see cref="InvalidError"/> for <c>password</c> or <c>email</c>, <see cref="ConflictError"/> where the account changed meanwhile.</returns>
    public async Task<UseCaseError?> ExecuteAsync(SignedInPerson person, string? password, string? email, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(email, out var readEmail, out var refusal))
        {
            return new InvalidError("email", refusal);
        }

        var proved = await prove.ExecuteAsync(person, password, cancellationToken);
        if (!proved.Succeeded)
        {
            return proved.Failure;
        }

        var (account, normalized) = (proved.Value, normalizer.NormalizeEmail(readEmail));
        if (account.Email == readEmail)
        {
            return new InvalidError("email", "This is already your e-mail address. Enter a different one.");
        }

        return await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                if (await db.Users.AnyAsync(x => x.Id != person.Id && x.NormalizedEmail == normalized, cancellationToken))
                {
                    return new InvalidError("email", "A team member already has this e-mail address. Enter a different one.");
                }

                foreach (var others in reserved)
                {
                    if (await others.IsReservedAsync(db, normalized!, cancellationToken))
                    {
                        return new InvalidError("email", "Somebody has been invited to the team with this e-mail address. Enter another one.");
                    }
                }

                var stored = await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == person.Id && x.SecurityStamp == account.SecurityStamp, cancellationToken);
                if (stored is null)
                {
                    return new ConflictError("Your account was changed somewhere else in the meantime. Sign in again.");
                }

                (stored.Email, stored.NormalizedEmail) = (readEmail, normalized);
                (stored.UserName, stored.NormalizedUserName) = (readEmail, normalizer.NormalizeName(readEmail));
                await tell.ExecuteAsync(db, AccountChange.EmailChanged, person.Id, person.SessionKey, person.Actor, cancellationToken);
                await Sessions.EndOthersAsync(db, stored, person.SessionKey, cancellationToken);
                await db.RecoveryLinks.Where(x => x.PersonId == person.Id).ExecuteDeleteAsync(cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.EmailChanged, readEmail, detail: $"It was {account.Email} before.");
                return null;
            },
            cancellationToken);
    }
}
