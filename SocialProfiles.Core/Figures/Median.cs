namespace SocialProfiles.Core.Figures;

/// <summary>
/// The middle of sorted numbers, of an even count the mean of the two in the middle (en.wikipedia.org/wiki/Median): one post that
/// went viral does not move it.
/// </summary>
public static class Median
{
    /// <returns>Null where there are none.</returns>
    public static double? Of(IEnumerable<long> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? null
            : sorted.Length % 2 == 1 ? sorted[middle]
            : ((double)sorted[middle - 1] + sorted[middle]) / 2;
    }
}
