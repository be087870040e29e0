using SocialProfiles.Core.Pictures;

namespace SocialProfiles.Core.MediaKits;

/// <summary>A media kit: what a talent's numbers were at one time, frozen. Only its public link ever changes. All times are UTC.</summary>
public sealed class MediaKit
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public Guid TalentId { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary><see cref="CheckCode"/>, without its hyphen; unique. It is printed, and so no secret.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of the code: what a check looks for.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary><see cref="KitContent"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>The logo that the agency had; null for none.</summary>
    public string? LogoHash { get; init; }

    /// <summary>E-mail of the admin.</summary>
    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of the secret in the public link, which itself is kept nowhere; null while there has been no link.</summary>
    public byte[]? LinkHash { get; set; }

    public DateTimeOffset? LinkExpiresAt { get; set; }

    public DateTimeOffset? LinkRevokedAt { get; set; }
}

/// <summary>A logo that kits were made with. Kits with the same logo share it; it goes with the last of them.</summary>
public sealed class MediaKitLogo
{
    /// <summary><see cref="Picture.Hash"/>.</summary>
    public required string Hash { get; init; }

    public PictureKind Kind { get; init; }

    /// <summary>Pixels.</summary>
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    public int Height { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>
/// A profile whose numbers stand in a kit. Where the profile is disconnected the kit goes too, since disconnecting deletes all
/// that was read; where the talent withdraws access, so do the kits that show what only that access showed. Triggers see to it.
/// </summary>
public sealed class MediaKitProfile
{
    public Guid KitId { get; init; }

    public long ConnectionKey { get; init; }

    /// <summary>Whether the kit shows of it what only the talent's permission shows.</summary>
    public bool HasPrivate { get; init; }
}
