namespace SocialProfiles.Core.Invitations;

/// <summary>A link by which a talent consents without an account here. All times are UTC.</summary>
public sealed class Invitation
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public Guid TalentId { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>SHA-256 of the link's secret, which itself is kept nowhere.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>E-mail of the admin, or the name of the key.</summary>
    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When a person first opened it in a browser; null while nobody did.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When a person last had its page open, give or take half a day; null while nobody did.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public ICollection<InvitationPlatform> Platforms { get; } = [];
}

/// <summary>One platform of an invitation.</summary>
public sealed class InvitationPlatform
{
    public Guid InvitationId { get; init; }

    public required string Platform { get; init; }

    /// <summary>The connection that is to be renewed; null for any account of the talent.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>When the consent was given, UTC; null while it was not.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}
