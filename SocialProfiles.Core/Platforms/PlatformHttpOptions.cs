namespace SocialProfiles.Core.Platforms;

/// <summary>What every platform that is fetched over HTTP lets the host set.</summary>
public abstract class PlatformHttpOptions
{
    /// <summary>Syncs of this platform at once. Default 16; 1 to 256.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>HTTP requests a minute, on average; a quiet minute may be followed by a burst of as many. 0 for no limit.</summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>Seconds until an answer must be there whole, connecting included. Default 10; 1 to 300.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Bytes of an answer, after decompression, from which on it is refused. Default 4 MiB; 1 KiB to 64 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Configuration section, such as <c>Platforms:Instagram</c>.</summary>
    internal abstract string Section { get; }

    /// <summary>Name and value of the option that holds the main address.</summary>
    internal abstract (string Name, string Value) Base { get; }

    /// <summary>The further addresses. No other host than these and the main one is ever called.</summary>
    internal virtual IReadOnlyList<(string Name, string Value)> OtherBases => [];

    /// <summary>Every fault, each naming its configuration key; none when all is well. Reads these values and nothing else.</summary>
    internal virtual IEnumerable<string> Faults()
    {
        foreach (var (name, _) in OtherBases.Prepend(Base).Where(address => !PlatformAddress.IsTrusted(address.Value)))
        {
            yield return $"{Section}:{name} must be an absolute https address without user name, query or fragment (http only for this machine itself).";
        }

        foreach (var fault in Known(
            OutOfRange(nameof(Concurrency), Concurrency, 1, 256),
            OutOfRange(nameof(RequestsPerMinute), RequestsPerMinute, 0, 1_000_000),
            OutOfRange(nameof(TimeoutSeconds), TimeoutSeconds, 1, 300),
            OutOfRange(nameof(MaxResponseBytes), MaxResponseBytes, 1024, 64 * 1024 * 1024)))
        {
            yield return fault;
        }
    }

    private protected string? OutOfRange(string name, int value, int least, int most) => value >= least && value <= most
        ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{name} must be between {least} and {most}; it is {value}.");

    /// <summary>A secret goes into a header: a line break or a stray space in it would break every call.</summary>
    private protected string? Unprintable(string name, string? value) => value is null || value.All(c => c is > ' ' and < '\x7f')
        ? null
        : $"{Section}:{name} holds a space, a line break or another character that such a value never has; copy it again.";

    /// <summary>The consent page is opened by the talent's browser, never by us. A path of our own is the sandbox's.</summary>
    private protected string? NoConsentPage(string name, string? value) =>
        (value is ['/', ..] ? value.StartsWith("/sandbox/", StringComparison.Ordinal) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_')
            : PlatformAddress.IsTrusted(value) && value!.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            ? null
            : $"{Section}:{name} must be an absolute https address without user name, query or fragment.";

    private protected string? OneWithoutTheOther(string name, string? value, string other, string? otherValue) => string.IsNullOrEmpty(value) == string.IsNullOrEmpty(otherValue)
        ? null
        : $"{Section}:{name} and {Section}:{other} belong together: set both, or none.";

    private protected static IEnumerable<string> Known(params string?[] faults) => faults.OfType<string>();
}
