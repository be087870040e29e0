using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Live;

namespace SocialProfiles.Tests.Components.Live;

public sealed class RenderPaceTests
{
    private readonly TestClock _time = new();

    [Fact]
    public void Ready_NothingCameYet_IsAtOnce() => Assert.True(new RenderPace(_time).ReadyAsync(CancellationToken.None).IsCompletedSuccessfully);

    [Fact]
    public void Ready_FirstOfABurst_ComeQuickly()
    {
        var pace = new RenderPace(_time);
        for (var update = 0; update < RenderPace.Quick; update++)
        {
            Assert.True(pace.ReadyAsync(CancellationToken.None).IsCompletedSuccessfully);
            pace.Mark();
            Assert.False(pace.ReadyAsync(CancellationToken.None).IsCompleted);
            _time.Advance(RenderPace.Shortest);
        }
    }

    [Fact]
    public async Task Ready_BurstThatGoesOn_WaitsForTheSteadyPace()
    {
        var pace = Spent();
        var ready = pace.ReadyAsync(CancellationToken.None);

        _time.Advance(RenderPace.Steady - TimeSpan.FromMilliseconds(1));
        Assert.False(ready.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await ready;
    }

    [Fact]
    public void Ready_AnEndlessBurst_LetsNoMoreThanTenThroughInAnySecond()
    {
        var pace = new RenderPace(_time);
        List<DateTimeOffset> through = [];
        for (var millisecond = 0; millisecond < 5000; millisecond++)
        {
            while (pace.ReadyAsync(CancellationToken.None).IsCompletedSuccessfully)
            {
                pace.Mark();
                through.Add(_time.GetUtcNow());
            }

            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.All(through, start => Assert.InRange(through.Count(moment => moment >= start && moment < start.AddSeconds(1)), 1, 10));
    }

    [Theory]
    [InlineData(300, 1200)]
    [InlineData(20_000, 5000)]
    public void Ready_UpdateThatTookLong_RestsTheLonger(int took, int rest)
    {
        var pace = new RenderPace(_time);
        var begun = pace.Mark();
        _time.Advance(TimeSpan.FromMilliseconds(took - 1));
        pace.Mark();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        pace.Done(begun);
        var ready = pace.ReadyAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(rest - 1));
        Assert.False(ready.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(ready.IsCompleted);
    }

    [Fact]
    public async Task Ready_ClockPutBackByTenMinutes_WaitsForItsPaceOnly()
    {
        var pace = Spent();
        _time.SetBack(TimeSpan.FromMinutes(10));
        var ready = pace.ReadyAsync(CancellationToken.None);

        _time.Advance(RenderPace.Steady);

        await ready.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ready_PageGoesAwayMeanwhile_IsCancelled()
    {
        var pace = Spent();
        using var gone = new CancellationTokenSource();
        var ready = pace.ReadyAsync(gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready);
    }

    private RenderPace Spent()
    {
        var pace = new RenderPace(_time);
        for (var update = 0; update < RenderPace.Quick; update++)
        {
            pace.Mark();
        }

        return pace;
    }
}
