using Microsoft.AspNetCore.Identity;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Why somebody was not signed in; the sentence is for the screen.</summary>
public abstract record SignInRefusal(string Sentence);

/// <summary>No such e-mail, or not its password: which of the two is nobody's business.</summary>
public sealed record WrongCredentials() : SignInRefusal("E-mail and password do not match. Check both and try again.");

/// <param name="Left">How long it still lasts.</param>
public sealed record LockedOut(TimeSpan Left)
    : SignInRefusal($"Too many wrong passwords. This account is locked; try again in {Minutes(Left)}.")
{
    private static string Minutes(TimeSpan left) => Math.Max(1, (int)Math.Ceiling(left.TotalMinutes)) is var minutes && minutes == 1 ? "1 minute" : $"{minutes} minutes";
}

/// <summary>Signs an admin in, in the request of the page.</summary>
public sealed class SignIn(
    UserManager<AdminUser> users,
    SignInManager<AdminUser> session,
    UnknownEmails unknownEmails,
    ActivityNote activity)
{
    /// <param name="stay">Over the closing of the browser.</param>
    /// <param name="address">Network address, for the activity log.</param>
    public async Task<Result<AdminUser, SignInRefusal>> ExecuteAsync(
        string email, string password, bool stay, string? address, CancellationToken cancellationToken)
    {
        email = email.Trim();
        var admin = email.Length <= EmailAddress.MaxLength && password.Length <= PasswordRules.MaxLength ? await users.FindByEmailAsync(email) : null;
        if (admin is null)
        {
            return await RefuseUnknownAsync(email, password, address, cancellationToken);
        }

        var actor = new Actor(admin.Email!, ActivitySource.Browser, address);
        var wasLocked = await users.IsLockedOutAsync(admin);
        var checkedPassword = await session.CheckPasswordSignInAsync(admin, password, lockoutOnFailure: true);
        if (checkedPassword.Succeeded)
        {
            await session.SignInAsync(admin, stay);
            await activity.WriteAsync(actor, ActivityAction.SignedIn, admin.Email!, null, cancellationToken);
            return admin;
        }

        if (!checkedPassword.IsLockedOut)
        {
            await activity.WriteAsync(actor, ActivityAction.SignInFailed, admin.Email!, null, cancellationToken);
            return new WrongCredentials();
        }

        if (!wasLocked)
        {
            await activity.WriteAsync(actor, ActivityAction.LockedOut, admin.Email!, null, cancellationToken);
        }

        return new LockedOut(unknownEmails.Left(admin.LockoutEnd));
    }

    // Takes as long and answers the same as a known e-mail, lockout included, or the answers would tell who has an account.
    private async Task<Result<AdminUser, SignInRefusal>> RefuseUnknownAsync(string email, string password, string? address, CancellationToken cancellationToken)
    {
        users.PasswordHasher.HashPassword(new AdminUser(), password[..Math.Min(password.Length, PasswordRules.MaxLength)]);
        var left = unknownEmails.Failed(users.NormalizeEmail(email), out var isNewlyLocked);
        var subject = email.Length <= EmailAddress.MaxLength ? email : email[..EmailAddress.MaxLength];
        if (left is null || isNewlyLocked)
        {
            await activity.WriteAsync(
                new Actor(subject, ActivitySource.Browser, address), left is null ? ActivityAction.SignInFailed : ActivityAction.LockedOut, subject, "There is no such account.", cancellationToken);
        }

        return left is { } time ? new LockedOut(time) : new WrongCredentials();
    }
}
