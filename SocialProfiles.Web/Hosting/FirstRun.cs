using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Whether the first admin is still to be made, and the one-time code that proves whoever makes it sees the console.
/// Closed for good once there is one.
/// </summary>
public sealed class FirstRun(TextWriter console)
{
    /// <summary>After so many wrong ones a code is replaced, so that it cannot be found by trying.</summary>
    public const int WrongCodesBeforeNewOne = 5;

    // Crockford's base 32: no letters that look like digits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    private readonly Lock _lock = new();
    private string? _code;
    private int _wrong;

    public bool IsOpen => Volatile.Read(ref _code) is not null;

    /// <summary>The code as it is shown, in groups of four: 60 random bits; null once set-up is closed.</summary>
    internal string? Code => Volatile.Read(ref _code) is { } code ? string.Join('-', code.Chunk(4).Select(group => new string(group))) : null;

    internal void Open() => Volatile.Write(ref _code, RandomNumberGenerator.GetString(Letters, Length));

    internal void Close() => Volatile.Write(ref _code, null);

    /// <summary>Whether this is the code; also in lower case, without hyphens, and with O for 0 and I or L for 1.</summary>
    public CodeCheck Check(string? typed)
    {
        lock (_lock)
        {
            if (_code is null)
            {
                return CodeCheck.Closed;
            }

            if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(typed))), SHA256.HashData(Encoding.UTF8.GetBytes(_code))))
            {
                _wrong = 0;
                return CodeCheck.Right;
            }

            if (++_wrong < WrongCodesBeforeNewOne)
            {
                return CodeCheck.Wrong;
            }

            _wrong = 0;
            Open();
        }

        console.WriteLine($"Too many wrong set-up codes. The new code is {Code}");
        return CodeCheck.Replaced;
    }

    private static string Normalize(string? typed) => string.Concat((typed ?? "").ToUpperInvariant().Take(64)
        .Where(char.IsAsciiLetterOrDigit)
        .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
}

public enum CodeCheck
{
    Right,
    Wrong,

    /// <summary>Wrong once too often: there is a new code now, on the console.</summary>
    Replaced,

    /// <summary>There is an admin already.</summary>
    Closed,
}
