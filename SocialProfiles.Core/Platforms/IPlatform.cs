namespace SocialProfiles.Core.Platforms;

/// <summary>How much a connection made by hand can see of an account.</summary>
public enum ManualAccess
{
    /// <summary>Only the handle and the link are kept; nothing is fetched.</summary>
    LinkOnly,

    /// <summary>The account's name, no numbers.</summary>
    NameOnly,

    /// <summary>Public numbers and posts.</summary>
    Numbers,
}

/// <summary>
/// A platform as the agency knows it: its name and mark, how its handles look, and what can be read from it.
/// One implementation a folder; everything else asks <see cref="PlatformCatalog"/>.
/// </summary>
public interface IPlatform
{
    /// <summary>Stable key in database and API: upper case, such as <c>INSTAGRAM</c>.</summary>
    string Key { get; }

    /// <summary>Name on the screen, such as <c>Instagram</c>.</summary>
    string Name { get; }

    /// <summary>What a person may type, as a placeholder: <c>@handle or instagram.com/handle</c>.</summary>
    string HandleHint { get; }

    PlatformMark Mark { get; }

    ManualAccess ManualAccess { get; }

    /// <summary>What only the talent's consent would add, as a sentence for the card; null where nothing.</summary>
    string? ConsentWouldAdd { get; }

    /// <summary>Whether the agency's own credentials are there, so that a connection made by hand can be fetched.</summary>
    bool IsConfigured { get; }

    /// <summary>What is missing while <see cref="IsConfigured"/> is false, as a sentence.</summary>
    string NotConfiguredReason { get; }

    /// <summary>Path of the help page below the application's own address, such as <c>/help/instagram</c>.</summary>
    string HelpPath => $"/help/{Key.ToLowerInvariant()}";

    /// <summary>What an admin may set for this platform, in the order of the form; empty where nothing can be set.</summary>
    IReadOnlyList<CredentialField> Credentials => [];

    /// <summary>Section of its options in the configuration, such as <c>Platforms:TikTok</c>; null where it has none.</summary>
    string? ConfigurationSection => null;

    /// <summary>Asks the platform whether it accepts the agency's own access; null where there is none to test.</summary>
    Task<CredentialTest?> TestAsync(CancellationToken cancellationToken) => Task.FromResult<CredentialTest?>(null);

    /// <summary>Asks the platform when the agency's own access ends; null where such a thing has no end, or none can be asked for.</summary>
    Task<Result<AccessEnd, PlatformFailure>?> ReadAccessEndAsync(CancellationToken cancellationToken) => Task.FromResult<Result<AccessEnd, PlatformFailure>?>(null);

    /// <summary>How fast this platform may be asked.</summary>
    PlatformLimits Limits { get; }

    /// <summary>Whether a host name belongs to this platform; <paramref name="host"/> is lower case.</summary>
    bool OwnsHost(string host);

    /// <summary>Whence pictures of posts may be fetched; no other host is ever asked for one.</summary>
    PlatformPictures Pictures => PlatformPictures.None;

    /// <summary>Reads a handle, an @handle or any URL form of this platform.</summary>
    HandleReading Read(string text);

    /// <summary>The canonical address of an account.</summary>
    string ProfileUrl(string handle);
}

/// <summary>When an agency's access ends.</summary>
/// <param name="At">UTC; null where it has no end.</param>
public sealed record AccessEnd(DateTimeOffset? At);

/// <summary>How fast a platform may be asked.</summary>
/// <param name="Concurrency">Syncs at once, 1 or more.</param>
/// <param name="RequestsPerMinute">HTTP requests a minute; 0 for no limit.</param>
/// <param name="UnitsPerDay">Units that the platform gives for a day, from midnight to midnight in California; 0 where it counts no such thing.</param>
public sealed record PlatformLimits(int Concurrency, int RequestsPerMinute, int UnitsPerDay = 0);

/// <summary>A platform's icon as simple shapes of our own drawing, in its colours.</summary>
/// <param name="ViewBox">SVG view box, such as <c>0 0 24 24</c>.</param>
/// <param name="Svg">The shapes; trusted text of ours, never of a user.</param>
public sealed record PlatformMark(string ViewBox, string Svg);

/// <summary>A handle as it was read from what a person typed, or the sentence that says why it was refused.</summary>
public sealed record HandleReading
{
    private HandleReading(string? handle, string? refusal)
    {
        Handle = handle;
        Refusal = refusal;
    }

    /// <summary>Canonical handle, without @, in the spelling that was typed.</summary>
    public string? Handle { get; }

    /// <summary>Why it was refused, as a sentence that says what to do.</summary>
    public string? Refusal { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Handle))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Refusal))]
    public bool Accepted => Handle is not null;

    public static HandleReading Of(string handle) => new(handle, null);

    public static HandleReading Refuse(string sentence) => new(null, sentence);
}
