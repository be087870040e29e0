using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Sets somebody's password without the old one, for whoever sits at the server: the way back in where everything else is lost.
/// All of that person's sessions end, also in a server that runs meanwhile.
/// </summary>
public sealed class ResetPasswordByHost(Database database, NewPassword passwords, ILookupNormalizer normalizer, ActivityLog activity)
{
    /// <summary>Who may sign in, by e-mail.</summary>
    public Task<List<string>> EmailsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Users.Where(x => x.DeactivatedAt == null).OrderBy(x => x.Email).Select(x => x.Email!).ToListAsync(cancellationToken), cancellationToken);

    /// <returns>Whose account it is; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> for somebody who was deactivated.</returns>
    public async Task<Result<Guid, UseCaseError>> FindAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        var person = await database.ReadAsync(db => db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized, cancellationToken), cancellationToken);
        return Refusal(person) is { } refusal ? refusal : person!.Id;
    }

    /// <returns>The e-mail as it is stored; or <see cref="NotFoundError"/>, <see cref="InvalidError"/> for <c>password</c>, <see cref="ConflictError"/> for somebody who was deactivated.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(string? email, string? password, CancellationToken cancellationToken)
    {
        var normalized = normalizer.NormalizeEmail(email?.Trim());
        if (await passwords.RefusalAsync(password, email, cancellationToken) is { } refusal)
        {
            return new InvalidError("password", refusal);
        }

        var hash = passwords.Hash(new Person(), password!);
        return await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var person = await db.Users.AsTracking().SingleOrDefaultAsync(x => x.NormalizedEmail == normalized, cancellationToken);
                if (Refusal(person) is { } found)
                {
                    return found;
                }

                await passwords.SetAsync(db, person!, hash, keptKey: null, Actor.System, cancellationToken);
                activity.Add(db, Actor.System, ActivityAction.PasswordReset, person!.Email!, detail: "On the server's command line.");
                return person.Email!;
            },
            cancellationToken);
    }

    private static UseCaseError? Refusal(Person? person) => person switch
    {
        null => new NotFoundError("Nobody has this e-mail address. Check the spelling."),
        { DeactivatedAt: not null } => new ConflictError($"{person.Email} is deactivated, so a new password wouldn't let them sign in. Reset an owner's password instead."),
        _ => null,
    };
}
