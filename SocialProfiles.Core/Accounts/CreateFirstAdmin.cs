using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Makes the first person, an owner, once in the life of an installation.</summary>
public sealed class CreateFirstAdmin(Database database, NewAccount accounts, ActivityLog activity)
{
    /// <summary>Whether anybody has an account already.</summary>
    public Task<bool> IsDoneAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Users.AnyAsync(cancellationToken), cancellationToken);

    /// <param name="actor">Who does it; null for the new owner in a browser at <paramref name="address"/>.</param>
    /// <returns>The owner; or <see cref="InvalidError"/> for e-mail or password, <see cref="ConflictError"/> where somebody has an account already.</returns>
    public async Task<Result<Person, UseCaseError>> ExecuteAsync(
        string? email, string? password, Actor? actor, string? address, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(email, out var readEmail, out var emailRefusal))
        {
            return new InvalidError("email", emailRefusal);
        }

        if (PasswordRules.Refusal(password, readEmail) is { } passwordRefusal)
        {
            return new InvalidError("password", passwordRefusal);
        }

        // Hashing is slow on purpose, so it is done before anybody has to wait for the database.
        var person = accounts.Create(readEmail, password!, Role.Owner);
        return await database.WriteAsync<Result<Person, UseCaseError>>(
            async db =>
            {
                // Asked inside the transaction: of two who set up at once, one finds the other's person here.
                if (await db.Users.AnyAsync(cancellationToken))
                {
                    return new ConflictError("SocialProfiles is already set up. Sign in instead.");
                }

                db.Users.Add(person);
                activity.Add(db, actor ?? new Actor(readEmail, ActivitySource.Browser, address), ActivityAction.AdminCreated, readEmail);
                return person;
            },
            cancellationToken);
    }
}
