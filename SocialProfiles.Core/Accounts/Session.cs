namespace SocialProfiles.Core.Accounts;

/// <summary>One sign-in of an admin in one browser. The browser holds a random key; here is only its hash.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the key, in hexadecimal.</summary>
    public required string KeyHash { get; init; }

    public Guid AdminId { get; init; }

    /// <summary>The admin's security stamp when the session began. A changed password changes the stamp, and ends the session.</summary>
    public required string Stamp { get; init; }

    /// <summary>Whether the person asked to stay signed in after the browser is closed.</summary>
    public bool Stays { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC; when somebody last used it, a minute late at most.</summary>
    public DateTimeOffset SeenAt { get; init; }
}
