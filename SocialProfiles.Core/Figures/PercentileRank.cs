namespace SocialProfiles.Core.Figures;

/// <summary>
/// Percentile rank: the share of values below, and half of the share of those that are equal, of all values with the value itself
/// (en.wikipedia.org/wiki/Percentile_rank). The middle of a group is 50, whether its values differ or not.
/// </summary>
public static class PercentileRank
{
    /// <param name="ascending">All values of the group, in ascending order, the ranked one among them.</param>
    /// <returns>0 to 100, exclusively; null for an empty group.</returns>
    public static double? Of(ReadOnlySpan<double> ascending, double value)
    {
        if (ascending.IsEmpty)
        {
            return null;
        }

        var below = FirstNotBelow(ascending, value);
        var equal = FirstNotBelow(ascending[below..], double.BitIncrement(value));
        return 100 * (below + (equal / 2.0)) / ascending.Length;
    }

    private static int FirstNotBelow(ReadOnlySpan<double> ascending, double value)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
