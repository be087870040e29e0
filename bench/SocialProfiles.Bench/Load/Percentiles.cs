namespace SocialProfiles.Bench.Load;

/// <summary>Nearest-rank percentiles, as the replaced stack's driver takes them.</summary>
internal static class Percentiles
{
    public static double Of(IReadOnlyCollection<double> values, double fraction)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(fraction * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
