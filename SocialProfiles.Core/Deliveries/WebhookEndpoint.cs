namespace SocialProfiles.Core.Deliveries;

/// <summary>An address of the agency's other tools that wants to be told.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>What it is for, in the admin's words.</summary>
    public required string Name { get; set; }

    /// <summary>Absolute; may hold a secret of the receiver's in its path or query, so it is never logged.</summary>
    public required string Url { get; set; }

    /// <summary>Sealed; what the deliveries are signed with.</summary>
    public required string SealedSecret { get; set; }

    public bool IsOn { get; set; }

    /// <summary>When the receiver said that it is gone, UTC; null where it didn't since it was last turned on.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; when the secret was made.</summary>
    public DateTimeOffset SecretMadeAt { get; set; }
}
