namespace SocialProfiles.Sandbox;

/// <summary>What an account of the sandbox does when it is asked for.</summary>
public enum SandboxConduct
{
    Ordinary,
    Missing,
    Private,
    RateLimited,
    Flaky,
    Down,
    Slow,
    Silent,
    Html,
    Garbled,
    Huge,
    Redirect,
    Hidden,
    Empty,
    Revoked,
    Forbidden,
    Expires,
    NoRefresh,
    Stalled,
    PasswordChanged,
    WeekLong,
    Tiny,
    Odd,
    Unlisted,
    Unbelievable,
}

/// <summary>One line of the sandbox's table: what a handle's beginning makes the account do.</summary>
/// <param name="Conduct">What the imitated platforms go by.</param>
/// <param name="Prefix">How the handle begins, in any case; empty for every other handle.</param>
/// <param name="Example">A handle to try.</param>
/// <param name="Shows">What happens, as a sentence.</param>
/// <param name="States">The states that the connection passes, as people see them.</param>
/// <param name="Consent">What is particular where the account consented; null where nothing is.</param>
public sealed record SandboxBehaviour(
    SandboxConduct Conduct,
    string Prefix,
    string Example,
    string Shows,
    string States,
    string? Consent = null)
{
    /// <summary>How many calls for one account go wrong before the account answers; 0 where none does, or every one.</summary>
    public int FailsFirst { get; init; }
}
