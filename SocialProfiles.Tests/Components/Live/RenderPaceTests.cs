using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Live;

namespace SocialProfiles.Tests.Components.Live;

public sealed class RenderPaceTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Ready_NothingCameYet_IsAtOnce() => Assert.True(new RenderPace(_time).ReadyAsync(CancellationToken.None).IsCompletedSuccessfully);

    [Fact]
    public async Task Ready_OneCameJustNow_WaitsTheRestOfTheInterval()
    {
        var pace = new RenderPace(_time);
        pace.Mark();
        var ready = pace.ReadyAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(ready.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await ready;
    }

    [Fact]
    public async Task Ready_PageGoesAwayMeanwhile_IsCancelled()
    {
        var pace = new RenderPace(_time);
        using var gone = new CancellationTokenSource();
        pace.Mark();
        var ready = pace.ReadyAsync(gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready);
    }
}
