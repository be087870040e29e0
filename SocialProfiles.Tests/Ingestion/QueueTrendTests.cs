using SocialProfiles.Core.Ingestion;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>When the log says that the queue grows faster than it drains.</summary>
public sealed class QueueTrendTests
{
    private readonly QueueTrend _trend = new();
    private TimeSpan _now;
    private long _ended;

    [Fact]
    public void Queue_ThatGrowsForFiveMinutes_IsSaidOnceAndAgainWhenItHasCaughtUp()
    {
        // 100 a minute come, 10 a minute go.
        Assert.Equal([QueueTrendChange.FallsBehind], Changes(20, waiting: look => 45 * look, endedALook: 5));
        Assert.True(_trend.IsBehind);

        // It stands still, and then drains.
        Assert.Empty(Changes(20, _ => 900, endedALook: 50));
        Assert.Equal([QueueTrendChange.CaughtUp], Changes(20, look => Math.Max(0, 900 - (100 * look)), endedALook: 100));
        Assert.False(_trend.IsBehind);
    }

    [Fact]
    public void Queue_ThatGrowsForHours_IsSaidOnceAnHour() =>
        Assert.Equal(3, Changes(2 * 60 * 3, look => 100 + look, endedALook: 1).Count);

    [Theory]
    [InlineData(19, 0)] // Too few to speak of.
    [InlineData(400, 60)] // A wave that will be over in less than five minutes.
    public void Queue_ThatIsShort_IsNotWorthALine(int most, int endedALook) =>
        Assert.Empty(Changes(30, look => most * look / 30, endedALook));

    private List<QueueTrendChange> Changes(int looks, Func<int, int> waiting, int endedALook)
    {
        List<QueueTrendChange> changes = [];
        for (var look = 0; look < looks; look++)
        {
            _now += TimeSpan.FromSeconds(30);
            _ended += endedALook;
            changes.Add(_trend.Look(_now, waiting(look), _ended));
        }

        return changes.FindAll(change => change != QueueTrendChange.None);
    }
}
