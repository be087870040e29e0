using SocialProfiles.Core.Pictures;

namespace SocialProfiles.Core.Agency;

/// <summary>The agency's logo; there is one row, or none.</summary>
public sealed class AgencyLogo
{
    internal const int OnlyKey = 1;

    public int Key { get; init; }

    public PictureKind Kind { get; set; }

    /// <summary>Pixels.</summary>
    public int Width { get; set; }

    /// <summary>Pixels.</summary>
    public int Height { get; set; }

    /// <summary><see cref="Picture.Hash"/> of <see cref="Bytes"/>: addresses of the logo name it, so that browsers may keep what they loaded.</summary>
    public required string Hash { get; set; }

    public required byte[] Bytes { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
