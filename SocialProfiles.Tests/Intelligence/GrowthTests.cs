using SocialProfiles.Core.Figures;

namespace SocialProfiles.Tests.Intelligence;

public sealed class GrowthTests
{
    [Theory]
    [InlineData(1_100L, 1_000L, 100L, 0.1, GrowthGap.None)]
    [InlineData(900L, 1_000L, -100L, -0.1, GrowthGap.None)]
    [InlineData(0L, 50L, -50L, -1.0, GrowthGap.None)]
    [InlineData(7L, 0L, 7L, null, GrowthGap.None)]
    [InlineData(7L, null, null, null, GrowthGap.NoReading)]
    [InlineData(7L, Growth.NotKnown, null, null, GrowthGap.StartUnknown)]
    [InlineData(7L, Growth.NotComparable, null, null, GrowthGap.NowOld)]
    [InlineData(null, 7L, null, null, GrowthGap.NowUnknown)]
    public void Of_PresentAndStart_IsTheirDifferenceByTheStart(long? present, long? start, long? change, double? rate, GrowthGap gap)
    {
        var growth = Growth.Of(28, present, start);

        Assert.Equal((change, gap), (growth.Change, growth.Gap));
        Assert.Equal(rate is null, growth.Rate is null);
        Assert.Equal(rate ?? 0, growth.Rate ?? 0, precision: 12);
    }

    [Theory]
    [InlineData(0, SizeBand.Under1K)]
    [InlineData(999, SizeBand.Under1K)]
    [InlineData(1_000, SizeBand.Upto10K)]
    [InlineData(10_000, SizeBand.Upto50K)]
    [InlineData(50_000, SizeBand.Upto250K)]
    [InlineData(250_000, SizeBand.Upto1M)]
    [InlineData(1_000_000, SizeBand.Over1M)]
    public void Band_Followers_BeginsWithItsLowerEnd(long followers, SizeBand expected) => Assert.Equal(expected, SizeBands.Of(followers));
}
