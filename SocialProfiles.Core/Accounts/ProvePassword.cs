using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Asks somebody who is signed in for their password again. Wrong ones are counted by session, so a stolen one isn't a way to guess.</summary>
public sealed class ProvePassword(Database database, IPasswordHasher<Person> hasher, SignInGuesses guesses, Sessions sessions)
{
    /// <summary>Somebody who has no password shows who they are by a passkey or their provider instead; then it is enough that they did so lately.</summary>
    /// <returns>The person, read without tracking; or <see cref="InvalidError"/> for <c>password</c>.</returns>
    public async Task<Result<Person, UseCaseError>> ExecuteAsync(SignedInPerson person, string? password, CancellationToken cancellationToken)
    {
        var account = await database.ReadAsync(db => db.Users.SingleOrDefaultAsync(x => x.Id == person.Id, cancellationToken), cancellationToken);
        if (account?.PasswordHash is not { } hash)
        {
            return account is not null && await sessions.IsProvedAsync(person.SessionKey, cancellationToken)
                ? account
                : new InvalidError("password", "Your account has no password. Confirm that it's you with a passkey or at your provider.");
        }

        if (string.IsNullOrEmpty(password))
        {
            return new InvalidError("password", "Enter your password.");
        }

        var (name, place) = (account.NormalizedEmail ?? "", $"session {person.SessionKey}");
        var verdict = guesses.Begin(name, place, isKnown: true);
        if (!verdict.MayTry)
        {
            return new InvalidError("password", new LockedOut(verdict.Left!.Value).Sentence);
        }

        if (password.Length > PasswordRules.MaxLength || hasher.VerifyHashedPassword(account, hash, password) == PasswordVerificationResult.Failed)
        {
            return new InvalidError("password", verdict.Left is { } left ? new LockedOut(left).Sentence : "This isn't your password. Check it and try again.");
        }

        guesses.WasRight(name, place, isKnown: true);
        await sessions.ProvedAsync(person.SessionKey, cancellationToken);
        return account;
    }
}
