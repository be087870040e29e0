using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>What a password must be, and what wrong ones lead to; for Identity and for the text on the screen.</summary>
public static class PasswordRules
{
    public const int MinLength = 10;

    /// <summary>Hashing takes longer the longer the text is; nobody types more than this.</summary>
    public const int MaxLength = 200;

    /// <summary>Wrong passwords for one account from one place before that place has to wait; see <see cref="SignInGuesses"/>.</summary>
    public const int WrongBeforeLockout = 5;

    public static TimeSpan LockoutTime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Length is what makes a password hard to guess, so there are no rules on its letters, only that it is not one key held down.</summary>
    public static void Apply(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the e-mail address, which has rules of its own; Identity's list knows no apostrophe.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = MinLength;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    /// <summary>What is wrong with a new password, as a sentence; null where nothing is.</summary>
    public static string? Refusal(string? password, string? email) => password switch
    {
        null or "" => "Choose a password.",
        { Length: < MinLength } => $"Choose a password of at least {MinLength} characters. A few words in a row are easy to remember.",
        { Length: > MaxLength } => $"Shorten the password to {MaxLength} characters.",
        _ when password.Distinct().Count() < 4 => "Choose a password with more different characters.",
        _ when string.Equals(password, email?.Trim(), StringComparison.OrdinalIgnoreCase) => "Choose a password that is not your e-mail address.",
        _ => null,
    };
}
