namespace SocialProfiles.Core.Accounts;

/// <summary>A key with which the agency's other tools call the HTTP API. Only its hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is for, in the admin's words.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole key. The key has 256 random bits, so a slow hash would add nothing.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The first characters of the key, to recognise it by.</summary>
    public required string Prefix { get; init; }

    /// <summary>May only read.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null while it works. A revoked key stays, so that a configuration that still holds it cannot bring it back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
