using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SocialProfiles.Core.Notices;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Live;

namespace SocialProfiles.Tests.Components.Live;

public sealed class SignalSubscriptionTests : IAsyncDisposable
{
    private readonly TestClock _time = new();
    private readonly NoticeFeed _feed = new();
    private readonly Channel<bool> _seen = Channel.CreateUnbounded<bool>();
    private readonly SignalSubscription _live;

    public SignalSubscriptionTests() => _live = new SignalSubscription(_feed.Subscribe, _time, NullLogger.Instance, CancellationToken.None);

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task Change_BeforeThePageListens_IsNotMissed()
    {
        _feed.Committed([default(NoticesChanged)]);

        Listen();

        await SeenAsync();
    }

    [Fact]
    public async Task Burst_AfterItsFirstChange_IsOneReportAMomentLater()
    {
        Listen();
        _feed.Committed([default(NoticesChanged)]);
        await SeenAsync();
        while (_time.Waiting == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _feed.Committed([default(NoticesChanged)]);
        _feed.Committed([default(NoticesChanged)]);
        Assert.False(_seen.Reader.TryRead(out _));
        _time.Advance(RenderPace.Shortest);
        await SeenAsync();

        Assert.False(_seen.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Page_Disposed_HearsNothingMore()
    {
        Listen();
        await _live.DisposeAsync();

        _feed.Committed([default(NoticesChanged)]);

        Assert.False(_seen.Reader.TryRead(out _));
        Assert.True(_live.Gone.IsCancellationRequested, "The reads of the page must end with it.");
    }

    private void Listen() => _live.Listen(() => _seen.Writer.WriteAsync(true).AsTask(), () => Task.CompletedTask);

    private async Task SeenAsync() => await _seen.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
