using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SocialProfiles.Core.Connections;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Live;

namespace SocialProfiles.Tests.Components.Live;

public sealed class LiveSubscriptionTests : IAsyncDisposable
{
    private static readonly Guid _talent = Guid.NewGuid();

    private readonly TestClock _time = new();
    private readonly ConnectionFeed _feed = new();
    private readonly Channel<IReadOnlySet<ConnectionChanged>> _seen = Channel.CreateUnbounded<IReadOnlySet<ConnectionChanged>>();
    private readonly Channel<bool> _failures = Channel.CreateUnbounded<bool>();
    private readonly TestServer _server = new();
    private readonly LiveSubscription _live;

    public LiveSubscriptionTests() =>
        _live = new LiveConnections(_feed, _time, _server, NullLogger<LiveConnections>.Instance).Subscribe(_talent);

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Change_BeforeThePageListens_IsNotMissed()
    {
        var change = Publish();

        Listen();

        Assert.Equal([change], await NextAsync());
    }

    [Fact]
    public async Task Burst_AfterItsFirstChange_ComesTogetherAMomentLater()
    {
        Listen();
        Assert.Equal([Publish()], await NextAsync());
        await PaceAsync();

        var burst = new[] { Publish(), Publish(), Publish() };
        Assert.False(_seen.Reader.TryRead(out _));
        _time.Advance(RenderPace.Shortest);

        Assert.Equal(burst.ToHashSet(), await NextAsync());
    }

    [Fact]
    public async Task Page_WhoseReadFails_SaysSoAndHearsOfTheNextChange()
    {
        var isBroken = true;
        _live.Listen(
            changes =>
            {
                ObjectDisposedException.ThrowIf(isBroken, this);
                return _seen.Writer.WriteAsync(changes).AsTask();
            },
            () => _failures.Writer.WriteAsync(true).AsTask());
        Publish();
        await _failures.Reader.ReadAsync(TestContext.Current.CancellationToken);

        isBroken = false;
        var second = Publish();
        await PaceAsync();
        _time.Advance(RenderPace.Shortest);

        Assert.Equal([second], await NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_ThatCannotEvenSayThatItFailed_HearsOfTheNextChange(bool isSuperseded)
    {
        Exception? broken = isSuperseded ? new OperationCanceledException() : new InvalidOperationException("on purpose");
        var failing = Channel.CreateUnbounded<bool>();
        _live.Listen(
            async changes =>
            {
                await failing.Writer.WriteAsync(true);
                await (broken is null ? _seen.Writer.WriteAsync(changes).AsTask() : Task.FromException(broken));
            },
            () => Task.FromException(new ObjectDisposedException("the renderer")));
        Publish();
        await failing.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await PaceAsync();

        broken = null;
        var second = Publish();
        _time.Advance(RenderPace.Shortest);

        Assert.Equal([second], await NextAsync());
    }

    [Fact]
    public async Task Page_ThatWaitsWithinAReport_DoesNotRestForThat()
    {
        var pause = TimeSpan.FromSeconds(5);
        _live.Listen(
            async changes =>
            {
                await _seen.Writer.WriteAsync(changes);
                await _live.WaitAsync(pause);
            },
            () => Task.CompletedTask);
        Publish();
        await NextAsync();
        await PaceAsync();

        var second = Publish();
        _time.Advance(pause);

        Assert.Equal([second], await NextAsync());
    }

    [Fact]
    public async Task Server_Stops_EndsWhatPagesHearAndNothingIsThrownWhenTheyGo()
    {
        var reading = new TaskCompletionSource();
        var read = new TaskCompletionSource();
        _live.Listen(
            async changes =>
            {
                reading.SetResult();
                await read.Task;
                await _seen.Writer.WriteAsync(changes);
                throw new ObjectDisposedException(nameof(IServiceProvider));
            },
            () => _failures.Writer.WriteAsync(true).AsTask());
        Publish();
        await reading.Task;

        _server.StopApplication();
        read.SetResult();
        await NextAsync();
        Publish();
        await _live.DisposeAsync();

        Assert.Equal((false, false), (_seen.Reader.TryRead(out _), _failures.Reader.TryRead(out _)));
    }

    [Fact]
    public async Task Page_Disposed_HearsNothingMore()
    {
        Listen();
        await _live.DisposeAsync();

        Publish();

        Assert.False(_seen.Reader.TryRead(out _));
        Assert.True(_live.Gone.IsCancellationRequested, "The reads of the page must end with it.");
    }

    [Fact]
    public async Task Change_OfAnotherTalent_IsNotReported()
    {
        Listen();
        _feed.Publish(new ConnectionChanged(Guid.NewGuid(), Guid.NewGuid()));

        var own = Publish();

        Assert.Equal([own], await NextAsync());
    }

    private void Listen() => _live.Listen(changes => _seen.Writer.WriteAsync(changes).AsTask(), () => Task.CompletedTask);

    private ConnectionChanged Publish()
    {
        var change = new ConnectionChanged(Guid.NewGuid(), _talent);
        _feed.Publish(change);
        return change;
    }

    private async Task<IReadOnlySet<ConnectionChanged>> NextAsync() => await _seen.Reader.ReadAsync(TestContext.Current.CancellationToken);

    // Until the subscription waits for the clock.
    private async Task PaceAsync()
    {
        while (_time.Waiting == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
