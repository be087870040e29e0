using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.Team;

/// <summary>A link by which a colleague makes an account. All times are UTC. Deleted once it is used or revoked: the activity keeps what happened.</summary>
public sealed class ColleagueInvitation
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    /// <summary>The address that the account will have.</summary>
    public required string Email { get; init; }

    /// <summary>The same as Identity compares it; one invitation an address.</summary>
    public required string NormalizedEmail { get; init; }

    public Role Role { get; set; }

    /// <summary>SHA-256 of the link's secret, which itself is kept nowhere.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>E-mail that whoever invited had then.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>Whoever invited: the link works while they may still give the role. Null for the application itself.</summary>
    public Guid? CreatedById { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
