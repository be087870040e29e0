namespace SocialProfiles.Core.Accounts;

/// <summary>One sign-in of an admin in one browser. The browser holds a random key; here is only its hash.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the key, in hexadecimal.</summary>
    public required string KeyHash { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The admin's security stamp when the session began. A changed password changes the stamp, and ends all sessions but the one that changed it.</summary>
    public required string Stamp { get; set; }

    /// <summary>Whether the person asked to stay signed in after the browser is closed.</summary>
    public bool Stays { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC; when somebody last used it, a minute late at most.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>UTC; when its person last showed who they are, by password or passkey. What is worth most is asked for again; see <see cref="ProofRules"/>.</summary>
    public DateTimeOffset ProvedAt { get; set; }

    /// <summary>The browser and system that began it, in words: <c>Firefox on Windows</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Network address that it began from; null where there was none.</summary>
    public string? Address { get; init; }

    /// <summary>The provider of single sign-on that it began at; null for a password or passkey. See <see cref="SessionOrigin"/>.</summary>
    public Guid? ProviderId { get; init; }

    /// <summary>What that provider was called then.</summary>
    public string? ProviderName { get; init; }

    /// <summary>SHA-256 of that provider's name for its own session, in hexadecimal; null where it gave none.</summary>
    public string? ProviderSession { get; set; }
}
