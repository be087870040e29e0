namespace SocialProfiles.Core.Accounts;

/// <summary>A key with which the agency's other tools call the HTTP API. Only its hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is for, in the admin's words.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole key. The key has 256 random bits, so a slow hash would add nothing.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The first characters of the key, to recognise it by.</summary>
    public required string Prefix { get; set; }

    /// <summary>What it may do at most; never more than its owner may at the moment of the call.</summary>
    public ApiKeyAccess Access { get; init; }

    /// <summary>Whose it is: it stops when the person is deactivated. Null for the one of the configuration, which is the host's.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Requests that it has in a minute; 0 for no limit, null for what <c>Api:RequestsPerMinute</c> says.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>UTC, to a minute or so; null where it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Network address of the last call.</summary>
    public string? LastUsedFrom { get; set; }

    /// <summary>When it got its present secret; null where that is the first one.</summary>
    public DateTimeOffset? RenewedAt { get; set; }

    /// <summary>SHA-256 of the secret before.</summary>
    public byte[]? FormerHash { get; set; }

    /// <summary>Until when the secret before works beside the present one, UTC; null where it doesn't.</summary>
    public DateTimeOffset? FormerUntil { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null while it works. A revoked key stays, so that a configuration that still holds it cannot bring it back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
