using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>
/// The reasons of up to ten unknown metrics in one integer column, three bits each, and which are rounded in bits 30 up.
/// A column a reason would double the width of the posts table for something that is almost always "known".
/// </summary>
public static class MetricGaps
{
    private const int BitsEach = 3;
    internal const int Mask = (1 << BitsEach) - 1;
    internal const int FirstRoundedBit = 30;

    /// <summary>Packs what <see cref="Unpack"/> needs beside the values, in the order given.</summary>
    public static long Pack(params ReadOnlySpan<Metric> metrics)
    {
        long packed = 0;
        for (var i = 0; i < metrics.Length; i++)
        {
            packed |= (long)metrics[i].Gap << (i * BitsEach);
            if (metrics[i].IsRounded)
            {
                packed |= 1L << (FirstRoundedBit + i);
            }
        }

        return packed;
    }

    /// <summary>The metric at <paramref name="index"/> of the order in which it was packed.</summary>
    public static Metric Unpack(long packed, int index, long? value) => new(
        value,
        (MetricGap)((packed >> (index * BitsEach)) & Mask),
        (packed & (1L << (FirstRoundedBit + index))) != 0);
}
