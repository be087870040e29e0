namespace SocialProfiles.Core.Credentials;

/// <summary>A platform's credential that an admin set in the application, sealed.</summary>
public sealed class StoredCredential
{
    /// <summary>Key of the platform, such as <c>TIKTOK</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Name of the option, such as <c>ClientSecret</c>.</summary>
    public required string Option { get; init; }

    public required string SealedValue { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
