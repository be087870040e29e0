using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Changes one's own password. All other sessions of the person end, and password links are worth nothing any more.</summary>
public sealed class ChangePassword(Database database, ProvePassword prove, NewPassword passwords, ActivityLog activity)
{
    /// <returns>Nothing where it is done; or <see cref="InvalidError"/> for <c>password</c> (the present one) or <c>newPassword</c>, <see cref="ConflictError"/> where it changed meanwhile.</returns>
    public async Task<UseCaseError?> ExecuteAsync(SignedInPerson person, string? password, string? newPassword, CancellationToken cancellationToken)
    {
        var proved = await prove.ExecuteAsync(person, password, cancellationToken);
        if (!proved.Succeeded)
        {
            return proved.Failure;
        }

        var account = proved.Value;
        if (await passwords.RefusalAsync(newPassword, account.Email, cancellationToken) is { } refusal)
        {
            return new InvalidError("newPassword", refusal);
        }

        if (newPassword == password)
        {
            return new InvalidError("newPassword", "This is the password you have now. Choose another one.");
        }

        var hash = passwords.Hash(account, newPassword!);
        return await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                var stored = await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == person.Id && x.SecurityStamp == account.SecurityStamp, cancellationToken);
                if (stored is null)
                {
                    return new ConflictError("Your account was changed somewhere else in the meantime. Sign in again.");
                }

                await passwords.SetAsync(db, stored, hash, person.SessionKey, person.Actor, cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.PasswordChanged, stored.Email!);
                return null;
            },
            cancellationToken);
    }
}
