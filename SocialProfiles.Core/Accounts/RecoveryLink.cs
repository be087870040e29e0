namespace SocialProfiles.Core.Accounts;

/// <summary>A password link: with it somebody sets a new password without the old one. Works once; only its hash is kept.</summary>
public sealed class RecoveryLink
{
    /// <summary>SHA-256 of the token, which has 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
