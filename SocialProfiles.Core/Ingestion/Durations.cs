namespace SocialProfiles.Core.Ingestion;

/// <summary>Durations counted in buckets, each six per cent wider than the one before: percentiles of any number of syncs in a kilobyte.</summary>
internal static class Durations
{
    /// <summary>Up to about 45 minutes; what takes longer is in the last one.</summary>
    public const int Buckets = 256;

    private const double Growth = 1.06;

    private static readonly double _log = Math.Log(Growth);

    public static int BucketOf(int milliseconds) => milliseconds <= 1 ? 0 : Math.Min(Buckets - 1, 1 + (int)(Math.Log(milliseconds) / _log));

    /// <summary>Nearest-rank percentile, to within 3 per cent.</summary>
    /// <param name="fraction">0 to 1.</param>
    /// <returns>Milliseconds; null where nothing was counted.</returns>
    public static double? Percentile(IReadOnlyList<int> counts, double fraction)
    {
        var all = counts.Sum();
        if (all == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (int)Math.Ceiling(fraction * all));
        for (int i = 0, seen = 0; i < counts.Count; i++)
        {
            seen += counts[i];
            if (seen >= rank)
            {
                return i == 0 ? 1 : Math.Round(Math.Pow(Growth, i - 0.5), 2);
            }
        }

        throw new InvalidOperationException("The counts changed meanwhile.");
    }
}
