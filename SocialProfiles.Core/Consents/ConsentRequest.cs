namespace SocialProfiles.Core.Consents;

/// <summary>A consent that was begun: what its <c>state</c> stands for when the platform sends the talent back. All times are UTC.</summary>
public sealed class ConsentRequest
{
    /// <summary>SHA-256 of the state, which itself is kept nowhere.</summary>
    public required byte[] StateHash { get; init; }

    public Guid TalentId { get; init; }

    public bool IsSandbox { get; init; }

    public required string Platform { get; init; }

    /// <summary>Null where an admin consents, or a tool of the agency began it.</summary>
    public Guid? InvitationId { get; init; }

    /// <summary>The connection that is to be renewed; null for any account of the talent.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>SHA-256 of the secret that only the browser (in a cookie) or the tool (its key's id) holds that began it.</summary>
    public required byte[] BearerHash { get; init; }

    /// <summary>PKCE verifier, sealed; null where the platform takes none.</summary>
    public string? SealedVerifier { get; init; }

    public required string RedirectAddress { get; init; }

    /// <summary>Who began it, for the activity log.</summary>
    public required string StartedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the first answer; a second one is refused.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
