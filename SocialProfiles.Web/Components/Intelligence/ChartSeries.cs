namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Values to draw, from left to right.</summary>
/// <param name="Name">What they are, for the legend.</param>
/// <param name="Values">Null where a value is not known: a gap.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>Drawn in the background, with dashes: what others are compared with.</summary>
    public bool IsReference { get; init; }

    /// <summary>Which of several equals it is, 1 to <see cref="MostNumbered"/>: with a colour and dashes of its own. Null where it is the only one.</summary>
    public int? Number { get; init; }

    /// <summary>So many lines can be told apart, without colour too.</summary>
    public const int MostNumbered = 6;

    /// <summary>Places whose value stands for more than their own, or for a part of it; drawn with an outline only.</summary>
    public IReadOnlySet<int> Outlined { get; init; } = new HashSet<int>();
}
