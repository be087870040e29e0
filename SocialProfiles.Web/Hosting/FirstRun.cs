using System.Security.Cryptography;
using System.Text;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Whether the first owner is still to be made, and the one-time code that proves whoever makes it sees the console.
/// Closed for good once there is one.
/// </summary>
public sealed class FirstRun(SignInGuesses guesses)
{
    // Crockford's base 32: no letters that look like digits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;
    private const string Counted = "set-up code";

    private string? _code;

    public bool IsOpen => Volatile.Read(ref _code) is not null;

    /// <summary>The code as it is shown, in groups of four: 60 random bits; null once set-up is closed.</summary>
    internal string? Code => Volatile.Read(ref _code) is { } code ? string.Join('-', code.Chunk(4).Select(group => new string(group))) : null;

    internal void Open() => Volatile.Write(ref _code, RandomNumberGenerator.GetString(Letters, Length));

    internal void Close() => Volatile.Write(ref _code, null);

    /// <summary>
    /// Whether this is the code; also in lower case, without hyphens, and with O for 0 and I or L for 1. Wrong ones slow down the
    /// place that they come from and nobody else: 60 bits can't be found by trying, and a code that strangers could replace would
    /// keep the owner out.
    /// </summary>
    /// <param name="place">The network that the person's address belongs to.</param>
    public CodeCheck Check(string? typed, string place)
    {
        if (Volatile.Read(ref _code) is not { } code)
        {
            return CodeCheck.Closed;
        }

        var verdict = guesses.Begin(Counted, place, isKnown: true);
        if (!verdict.MayTry)
        {
            return CodeCheck.TooMany;
        }

        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(typed))), SHA256.HashData(Encoding.UTF8.GetBytes(code))))
        {
            return verdict.Left is null ? CodeCheck.Wrong : CodeCheck.TooMany;
        }

        guesses.WasRight(Counted, place, isKnown: true);
        return CodeCheck.Right;
    }

    private static string Normalize(string? typed) => string.Concat((typed ?? "").ToUpperInvariant().Take(64)
        .Where(char.IsAsciiLetterOrDigit)
        .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
}

public enum CodeCheck
{
    Right,
    Wrong,

    /// <summary>Wrong too often from this place, which has to wait for <see cref="PasswordRules.LockoutTime"/>.</summary>
    TooMany,

    /// <summary>There is an admin already.</summary>
    Closed,
}
