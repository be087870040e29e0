namespace SocialProfiles.Core.Platforms;

/// <summary>What every platform that is fetched over HTTP lets the host set.</summary>
public abstract class PlatformHttpOptions
{
    /// <summary>Syncs of this platform at once. Default 16; 1 to 256.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>HTTP requests a minute, on average; a quiet minute may be followed by a burst of as many. 0 for no limit of ours.</summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>Seconds until an answer must be there whole, connecting included. Default 10; 1 to 300.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Bytes of an answer, after decompression, from which on it is refused. Default 4 MiB; 1 KiB to 64 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Configuration section, such as <c>Platforms:Instagram</c>.</summary>
    internal abstract string Section { get; }

    /// <summary>Name and value of the option that holds the address; the only host that is ever called.</summary>
    internal abstract (string Name, string Value) Base { get; }

    /// <summary>Every fault, each naming its configuration key; none when all is well.</summary>
    internal virtual IEnumerable<string> Faults()
    {
        if (!PlatformAddress.IsTrusted(Base.Value))
        {
            yield return $"{Section}:{Base.Name} must be an absolute https address without user name, query or fragment (http only for this machine itself).";
        }

        foreach (var fault in new[]
        {
            OutOfRange(nameof(Concurrency), Concurrency, 1, 256),
            OutOfRange(nameof(RequestsPerMinute), RequestsPerMinute, 0, 1_000_000),
            OutOfRange(nameof(TimeoutSeconds), TimeoutSeconds, 1, 300),
            OutOfRange(nameof(MaxResponseBytes), MaxResponseBytes, 1024, 64 * 1024 * 1024),
        })
        {
            if (fault is not null)
            {
                yield return fault;
            }
        }
    }

    private protected string? OutOfRange(string name, int value, int least, int most) => value >= least && value <= most
        ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{name} must be between {least} and {most}; it is {value}.");

    /// <summary>A secret goes into a header: a line break or a stray space in it would break every call.</summary>
    private protected string? Unprintable(string name, string? value) => value is null || value.All(c => c is > ' ' and < '\x7f')
        ? null
        : $"{Section}:{name} holds a space, a line break or another character that such a value never has; copy it again.";
}
