namespace SocialProfiles.Core.Figures;

/// <summary>How a number changed from one time to another.</summary>
/// <param name="Absolute">Later minus earlier; null where one of them is not known.</param>
/// <param name="Fraction">Of the earlier one, 0.05 for 5% more; null where that is unknown or 0.</param>
public readonly record struct Change(double? Absolute, double? Fraction)
{
    public static Change Unknown => default;

    /// <summary>Growth as everybody reckons it: (later − earlier) ÷ earlier.</summary>
    public static Change Of(double? earlier, double? later) =>
        earlier is { } from && later is { } to ? new(to - from, from == 0 ? null : (to - from) / from) : Unknown;
}
