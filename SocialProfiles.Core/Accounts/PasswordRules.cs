using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>What a password must be, how it is kept, and what wrong ones lead to; for Identity and for the text on the screen.</summary>
public static class PasswordRules
{
    /// <summary>Of new ones; whoever has a shorter one from before still signs in with it.</summary>
    public const int MinLength = 12;

    /// <summary>Hashing takes longer the longer the text is; nobody types more than this.</summary>
    public const int MaxLength = 200;

    /// <summary>Wrong passwords for one account from one place before that place has to wait; see <see cref="SignInGuesses"/>.</summary>
    public const int WrongBeforeLockout = 5;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512, which is Identity's: no fewer than OWASP's password storage cheat sheet asks for. A hash with fewer is made again at sign-in.</summary>
    public const int HashRounds = 220_000;

    /// <summary>Said where the second one that was typed isn't the first.</summary>
    public const string TheyDiffer = "The two passwords differ. Type both again.";

    /// <summary>What has to be left of a password without the words that everybody tries here first.</summary>
    private const int LeftWithoutOwnWords = 8;

    private const int ShortestOwnWord = 4;

    private const string ProductName = "socialprofiles";

    /// <summary>What to choose, for whoever is about to.</summary>
    public static string Hint { get; } = $"At least {MinLength} characters; a few words in a row are fine.";

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
    /// <param name="email">Of the person whose it will be; null where it isn't known yet.</param>
    /// <param name="agencyName">Null where the agency has none.</param>
    public static string? Refusal(string? password, string? email, string? agencyName = null) => password switch
    {
        null or "" => "Choose a password.",
        { Length: < MinLength } => $"Choose a password of at least {MinLength} characters. A few words in a row are easy to remember.",
        { Length: > MaxLength } => $"Shorten the password to {MaxLength} characters.",
        _ when password.Distinct().Count() < 4 => "Choose a password with at least 4 different characters.",
        _ when string.Equals(password, email?.Trim(), StringComparison.OrdinalIgnoreCase) => "Choose a password that isn't your e-mail address.",
        _ when IsOfOwnWords(password, email, agencyName) => "Choose a password that isn't made of your e-mail address, your agency's name or “SocialProfiles”. Those are guessed first.",
        _ when CommonPasswords.Contains(password) => "Choose another password: this one is on the list of the most common ones, which are guessed first.",
        _ => null,
    };

    private static bool IsOfOwnWords(string password, string? email, string? agencyName)
    {
        var left = Plain(password);
        var before = left.Length;
        foreach (var word in OwnWords(email, agencyName).Select(Plain).Where(word => word.Length >= ShortestOwnWord).OrderByDescending(word => word.Length))
        {
            left = left.Replace(word, "", StringComparison.Ordinal);
        }

        return left.Length < before && left.Length < LeftWithoutOwnWords;
    }

    // The address, its parts, and what stands between their dots; the name, and each of its words.
    private static IEnumerable<string> OwnWords(string? email, string? agencyName)
    {
        var address = email?.Trim() ?? "";
        var name = agencyName ?? "";
        return [ProductName, address, name, .. address.Split('@'), .. address.Split('@', '.', '-', '_', '+'), .. name.Split(' ')];
    }

    // Spaces and signs between the words make them no harder to guess.
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
