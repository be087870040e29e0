using SocialProfiles.Core.History;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A number on a tile, with everything that is said about it.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Text">Short: <c>12.4K</c>; a dash where it is unknown.</param>
public sealed record Figure(string Name, string Text)
{
    /// <summary>Exactly, or why it is unknown.</summary>
    public required string Exact { get; init; }

    /// <summary>What it is and how it is reckoned.</summary>
    public required string What { get; init; }

    /// <summary>From when to when.</summary>
    public required string When { get; init; }

    /// <summary>How much is known: <c>7 of 28 days so far</c>; null where that goes without saying.</summary>
    public string? Known { get; init; }

    /// <summary>What isn't known, and why, a profile each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public ChangeText? Change { get; init; }

    /// <summary>Why there is no change to show.</summary>
    public string? NoChange { get; init; }

    /// <summary>What stands below it.</summary>
    public string? Note { get; init; }

    /// <summary>Where the note leads; null for nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>The profiles that it counts.</summary>
    public required IReadOnlyList<FigureSource> ReadFrom { get; init; }

    public bool IsKnown => Text != "–";

    /// <summary>In one sentence or two, for whoever hovers or listens.</summary>
    public string Brief => string.Join(' ', new[] { What, $"{When}.", Known is null ? null : $"{Known}.", Missing.Count == 0 ? null : string.Join(' ', Missing) }.OfType<string>());
}

/// <summary>A profile of which a number was read, by what and when.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Source">Null where that was before sources were noted.</param>
/// <param name="ReadAt">UTC; null where that was not noted.</param>
public sealed record FigureSource(string Platform, string Handle, MetricSource? Source, DateTimeOffset? ReadAt);
