using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.History;

/// <summary>Where numbers come from. A few rows in all; readings and posts name theirs by its key.</summary>
public sealed class MetricSource
{
    /// <summary>The endpoint of numbers that came with an import.</summary>
    public const string Imported = "imported";

    /// <summary><see cref="ProfileReading.ImportedSource"/> for those that no platform gave.</summary>
    public int Key { get; init; }

    /// <summary>Key of the platform; empty for an import.</summary>
    public required string Platform { get; init; }

    /// <inheritdoc cref="PlatformSource.ApiVersion"/>
    public required string ApiVersion { get; init; }

    /// <inheritdoc cref="PlatformSource.Endpoints"/>
    public required string Endpoints { get; init; }

    /// <summary>Whether they were read with the talent's permission; else as everybody sees them.</summary>
    public bool ByPermission { get; init; }
}
