using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// What browser and server say to each other about a passkey, in requests of their own: ASP.NET Core Identity makes and checks it,
/// and keeps the challenge in a sealed cookie between the two. A passkey asks for finger, face or PIN itself, so it stands for
/// both steps of signing in.
/// </summary>
public sealed class PasskeyCeremony(
    SignInManager<Person> identity, BrowserSession browser, Sessions sessions, Database database, TellPerson tell, SignInGuesses guesses, ActivityLog activity, ActivityNote note)
{
    private const string Refused = "Your browser's passkey wasn't accepted. Try again, or use your password.";

    /// <summary>What the browser needs to make a passkey for somebody.</summary>
    /// <returns>JSON for the browser; or <see cref="ConflictError"/> where they have as many as one may, or haven't shown lately who they are.</returns>
    public async Task<Result<string, UseCaseError>> BeginAddingAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        if (!await sessions.IsProvedAsync(person.SessionKey, cancellationToken))
        {
            return new ConflictError("Enter your password again before you add a passkey.");
        }

        if (await database.ReadAsync(db => db.Passkeys.CountAsync(x => x.UserId == person.Id, cancellationToken), cancellationToken) >= PasskeyList.Most)
        {
            return new ConflictError($"You have {PasskeyList.Most} passkeys. Remove one that you don't use first.");
        }

        var email = await database.ReadAsync(db => db.Users.Where(x => x.Id == person.Id).Select(x => x.Email).SingleAsync(cancellationToken), cancellationToken);
        return await identity.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id.ToString(), Name = email!, DisplayName = email! });
    }

    /// <summary>Takes what the browser made.</summary>
    /// <param name="credential">JSON of the browser.</param>
    /// <returns>The name; or <see cref="InvalidError"/> for <c>name</c>, <see cref="ConflictError"/> where it isn't accepted.</returns>
    public async Task<Result<string, UseCaseError>> AddAsync(SignedInPerson person, string credential, string? name, CancellationToken cancellationToken)
    {
        var read = PasskeyList.ReadName(name);
        if (!read.Succeeded)
        {
            return read;
        }

        if (await AttestAsync(credential) is not { } made || made.UserEntity.Id != person.Id.ToString() || !await sessions.IsProvedAsync(person.SessionKey, cancellationToken))
        {
            return new ConflictError("The passkey wasn't accepted. Try again.");
        }

        var passkey = made.Passkey;
        passkey.Name = read.Value;
        var problem = await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                if (await db.Passkeys.AnyAsync(x => x.CredentialId == passkey.CredentialId, cancellationToken))
                {
                    return new ConflictError("You've already added this passkey. Use it to sign in.");
                }

                db.Passkeys.Add(new IdentityUserPasskey<Guid> { CredentialId = passkey.CredentialId, UserId = person.Id, Data = DataOf(passkey) });
                await tell.ExecuteAsync(db, AccountChange.PasskeyAdded, person.Id, person.SessionKey, person.Actor, cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.PasskeyAdded, read.Value);
                return null;
            },
            cancellationToken);
        return problem is null ? read : problem;
    }

    /// <summary>What the browser needs to ask for a passkey.</summary>
    /// <param name="personId">Whose; null for whoever chooses one at sign-in.</param>
    /// <returns>JSON for the browser.</returns>
    public async Task<string> BeginAskingAsync(Guid? personId, CancellationToken cancellationToken)
    {
        var account = personId is null ? null : await database.ReadAsync(db => db.Users.SingleOrDefaultAsync(x => x.Id == personId, cancellationToken), cancellationToken);
        return await identity.MakePasskeyRequestOptionsAsync(account);
    }

    /// <summary>Signs in whose passkey it is.</summary>
    /// <param name="address">Network address, for the activity log.</param>
    /// <param name="place">The network that the address belongs to.</param>
    /// <param name="deviceOf">The device of the browser, where it signed in to this person before; null for a new one.</param>
    /// <returns>The person; or <see cref="ConflictError"/> where it isn't accepted.</returns>
    public async Task<Result<Person, UseCaseError>> SignInAsync(string credential, bool stay, string? address, string place, Func<Guid, string?> deviceOf, CancellationToken cancellationToken)
    {
        if (await AssertAsync(credential, cancellationToken) is not { } account)
        {
            if (guesses.MayNoteRefusal(place))
            {
                await note.TryWriteAsync(new Actor(SignIn.Stranger, ActivitySource.Browser, address), ActivityAction.SignInFailed, "a passkey", cancellationToken);
            }

            return new ConflictError(Refused);
        }

        if (await browser.BeginAsync(account, stay, cancellationToken, isNewDevice: deviceOf(account.Id) is null) is { } refusal)
        {
            return new ConflictError(refusal.Sentence);
        }

        await note.TryWriteAsync(new Actor(account.Email!, ActivitySource.Browser, address), ActivityAction.SignedInByPasskey, account.Email!, cancellationToken);
        return account;
    }

    /// <summary>Shows again who is signed in, in the place of the password.</summary>
    /// <returns>Nothing where it is shown; or <see cref="ConflictError"/>.</returns>
    public async Task<UseCaseError?> ProveAsync(SignedInPerson person, string credential, CancellationToken cancellationToken)
    {
        if (await AssertAsync(credential, cancellationToken) is not { } account || account.Id != person.Id)
        {
            return new ConflictError(Refused);
        }

        await sessions.ProvedAsync(person.SessionKey, cancellationToken);
        return null;
    }

    private async Task<(UserPasskeyInfo Passkey, PasskeyUserEntity UserEntity)?> AttestAsync(string credential)
    {
        try
        {
            return await identity.PerformPasskeyAttestationAsync(credential) is { Succeeded: true } result ? (result.Passkey, result.UserEntity) : null;
        }
        catch (InvalidOperationException)
        {
            // Nothing was begun here, or too long ago.
            return null;
        }
    }

    private async Task<Person?> AssertAsync(string credential, CancellationToken cancellationToken)
    {
        PasskeyAssertionResult<Person> result;
        try
        {
            result = await identity.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        if (!result.Succeeded || result.User.DeactivatedAt is not null)
        {
            return null;
        }

        // How often it was used tells a copy from the original, where its maker counts.
        var passkey = result.Passkey;
        await database.WriteAsync(
            async db =>
            {
                if (await db.Passkeys.AsTracking().SingleOrDefaultAsync(x => x.CredentialId == passkey.CredentialId, cancellationToken) is { } stored)
                {
                    (stored.Data.SignCount, stored.Data.IsBackedUp, stored.Data.IsUserVerified) = (passkey.SignCount, passkey.IsBackedUp, passkey.IsUserVerified);
                }

                return true;
            },
            cancellationToken);
        return result.User;
    }

    private static IdentityPasskeyData DataOf(UserPasskeyInfo passkey) => new()
    {
        Name = passkey.Name,
        PublicKey = passkey.PublicKey,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports,
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
    };
}
