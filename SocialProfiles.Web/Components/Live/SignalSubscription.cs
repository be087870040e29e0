using System.Threading.Channels;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Live;

/// <summary>Tells a part of a page that something changed, without saying what, until it is disposed of.</summary>
public sealed class SignalSubscription : IAsyncDisposable
{
    private readonly Lifetime _gone = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _changes;
    private readonly RenderPace _pace;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private Task? _listening;

    internal SignalSubscription(Func<Action, IDisposable> subscribe, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        _pace = new RenderPace(time);
        _logger = logger;
        _stopping = stopping;
        _changes = subscribe(() => _signal.Writer.TryWrite(true));
    }

    /// <summary>Ends with the page; for its reads.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Begins to report; once, after the page has loaded.</summary>
    /// <param name="changed">Reads again and renders; on the page's own dispatcher.</param>
    /// <param name="failed">Says on the page that a read failed. The subscription goes on.</param>
    /// <param name="pause">Between two reports at least, for news that is worth a look only so often.</param>
    public void Listen(Func<Task> changed, Func<Task> failed, TimeSpan pause = default)
    {
        if (_listening is null && !Gone.IsCancellationRequested)
        {
            _listening = LiveLoop.RunAsync(token => _signal.Reader.ReadAsync(token).AsTask(), _pace, pause, ReportAsync, failed, _logger, Gone, _stopping);
        }

        async Task<TimeSpan> ReportAsync(bool signal)
        {
            await changed();
            return TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone.Dispose();
        _changes.Dispose();
        if (_listening is not null)
        {
            await _listening;
        }
    }
}
