using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Accounts;

/// <summary>Why somebody was not signed in; the sentence is for the screen.</summary>
public abstract record SignInRefusal(string Sentence);

/// <summary>No such e-mail, or not its password: which of the two is nobody's business.</summary>
public sealed record WrongCredentials() : SignInRefusal("E-mail address and password don't match. Check both and try again.");

/// <param name="Left">How long it still lasts.</param>
public sealed record LockedOut(TimeSpan Left)
    : SignInRefusal($"Too many wrong passwords. Wait {SpanText.Wait(Left)}, then try again.");

/// <summary>What somebody typed, and where.</summary>
/// <param name="Stay">Over the closing of the browser.</param>
/// <param name="Address">Network address, for the activity log.</param>
/// <param name="Place">What guesses are counted by where the device is not known: the network that the address belongs to.</param>
/// <param name="DeviceOf">The device of the browser, where it signed in to this person before; null for a new one.</param>
public sealed record SignInAttempt(string Email, string Password, bool Stay, string? Address, string Place, Func<Guid, string?> DeviceOf);

/// <summary>The password was right; only its owner hears this.</summary>
public sealed record Deactivated() : SignInRefusal("Your account was deactivated. Ask an owner or an admin at your agency.");

/// <summary>Somebody whose password was right.</summary>
/// <param name="NeedsSecondStep">Whether they aren't signed in yet: <see cref="SecondStep"/> asks for a code.</param>
public sealed record SignInSuccess(Person Person, bool NeedsSecondStep);

/// <summary>
/// Signs a person in, in the request of the page. Every try costs one verification of a password, whether the e-mail has an
/// account, has none, or is locked; else the time of the answer would tell which.
/// </summary>
public sealed partial class SignIn(
    UserManager<Person> users, BrowserSession session, SignInGuesses guesses, NobodysHash nobody, IEnumerable<ISignInRule> rules, Database database, ActivityNote activity, ILogger<SignIn> logger)
{
    private const string UnknownEmail = "an unknown e-mail address";

    private static readonly Person _nobody = new();

    /// <summary>Who tries to sign in and has not shown who they are.</summary>
    internal const string Stranger = "A visitor";

    public async Task<Result<SignInSuccess, SignInRefusal>> ExecuteAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var email = attempt.Email.Trim();
        email = email[..Math.Min(email.Length, EmailAddress.MaxLength + 1)];
        var normalized = users.NormalizeEmail(email);
        var person = await users.FindByEmailAsync(email);
        var device = person is null ? null : attempt.DeviceOf(person.Id);
        var place = device is null ? attempt.Place : $"device {device}";

        var verdict = guesses.Begin(normalized, place, isKnown: device is not null);
        var check = Check(person, attempt.Password);
        if (!verdict.MayTry)
        {
            return new LockedOut(verdict.Left!.Value);
        }

        if (person is not null && check != PasswordVerificationResult.Failed)
        {
            guesses.WasRight(normalized, place, isKnown: device is not null);
            if (person.DeactivatedAt is not null)
            {
                return new Deactivated();
            }

            if (await rules.RefusalAsync(database, person.Id, person.Role, origin: null, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (check == PasswordVerificationResult.SuccessRehashNeeded)
            {
                await RehashAsync(person, attempt.Password, cancellationToken);
            }

            if (person.TwoFactorEnabled)
            {
                return new SignInSuccess(person, NeedsSecondStep: true);
            }

            if (await session.BeginAsync(person, attempt.Stay, cancellationToken, isNewDevice: device is null) is { } late)
            {
                return late;
            }

            await activity.TryWriteAsync(new Actor(person.Email!, ActivitySource.Browser, attempt.Address), ActivityAction.SignedIn, person.Email!, cancellationToken);
            return new SignInSuccess(person, NeedsSecondStep: false);
        }

        // Nobody has shown who he is, and what he typed may be anything, a password too.
        await activity.TryWriteAsync(
            new Actor(Stranger, ActivitySource.Browser, attempt.Address),
            verdict.IsNewlyLocked ? ActivityAction.LockedOut : ActivityAction.SignInFailed,
            person?.Email ?? UnknownEmail,
            cancellationToken);
        return verdict.Left is { } left ? new LockedOut(left) : new WrongCredentials();
    }

    private PasswordVerificationResult Check(Person? person, string password)
    {
        var isTooLong = password.Length > PasswordRules.MaxLength;
        var check = users.PasswordHasher.VerifyHashedPassword(
            person ?? _nobody, person?.PasswordHash ?? nobody.Value, isTooLong ? password[..PasswordRules.MaxLength] : password);
        return isTooLong ? PasswordVerificationResult.Failed : check;
    }

    // Kept with fewer rounds than are asked for now. It is the same password, so no session ends.
    private async Task RehashAsync(Person person, string password, CancellationToken cancellationToken)
    {
        var (before, after) = (person.PasswordHash, users.PasswordHasher.HashPassword(person, password));
        try
        {
            await database.WriteAsync(
                db => db.Users.Where(x => x.Id == person.Id && x.PasswordHash == before).ExecuteUpdateAsync(x => x.SetProperty(user => user.PasswordHash, after), cancellationToken),
                cancellationToken);
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            LogNotRehashed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A password could not be stored with more rounds; the next sign-in tries again")]
    private partial void LogNotRehashed(Exception exception);
}
