using SocialProfiles.Core.Figures;

namespace SocialProfiles.Tests.Intelligence;

public sealed class PercentileRankTests
{
    /// <summary>Worked out by hand: (below + equal / 2) / all.</summary>
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 3, 50)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 5, 90)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 1, 10)]
    [InlineData(new[] { 2.0, 2, 2, 2 }, 2, 50)]
    [InlineData(new[] { 1.0, 2, 2, 3 }, 2, 50)]
    [InlineData(new[] { -1.0, 0, 0, 0, 7 }, 0, 50)]
    [InlineData(new[] { 0.1, 0.1, 0.3 }, 0.1, 100 / 3.0)]
    public void Of_AValueOfTheGroup_IsTheShareBelowAndHalfOfTheEqual(double[] ascending, double value, double expected) =>
        Assert.Equal(expected, PercentileRank.Of(ascending, value)!.Value, precision: 9);

    [Fact]
    public void Of_AnEmptyGroup_IsNone() => Assert.Null(PercentileRank.Of([], 1));
}
