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

    [Fact]
    public void Of_AnyGroup_AveragesFiftyAndKeepsTheOrder()
    {
        var random = new Random(9);
        for (var run = 0; run < 200; run++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (double)random.Next(20)).Order()];
            double[] ranks = [.. values.Select(value => PercentileRank.Of(values, value)!.Value)];

            Assert.Equal(50, ranks.Average(), precision: 9);
            Assert.Equal(ranks.Order(), ranks);
            Assert.All(ranks, rank => Assert.InRange(rank, double.Epsilon, 100 - double.Epsilon));
        }
    }
}
