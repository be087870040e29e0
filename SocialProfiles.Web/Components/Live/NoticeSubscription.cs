using System.Threading.Channels;
using SocialProfiles.Core.Notices;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Live;

/// <summary>Tells a part of a page that notices were raised or closed, until it is disposed of.</summary>
public sealed class NoticeSubscription : IAsyncDisposable
{
    private readonly Lifetime _gone = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _changes;
    private readonly RenderPace _pace;
    private readonly ILogger _logger;
    private Task? _listening;

    internal NoticeSubscription(NoticeFeed feed, TimeProvider time, ILogger logger)
    {
        _pace = new RenderPace(time);
        _logger = logger;
        _changes = feed.Subscribe(() => _signal.Writer.TryWrite(true));
    }

    /// <summary>Ends with the page; for its reads.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Begins to report; once, after the page has loaded.</summary>
    /// <param name="changed">Reads the notices anew and renders them; on the page's own dispatcher.</param>
    /// <param name="failed">Says on the page that a read failed. The subscription goes on.</param>
    public void Listen(Func<Task> changed, Func<Task> failed)
    {
        if (_listening is null && !Gone.IsCancellationRequested)
        {
            _listening = LiveLoop.RunAsync(token => _signal.Reader.ReadAsync(token).AsTask(), _pace, _ => changed(), failed, _logger, Gone);
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

/// <summary>Keeps open pages in step with the notices. A page subscribes first, then loads, then listens.</summary>
public sealed class LiveNotices(NoticeFeed feed, TimeProvider time, ILogger<LiveNotices> logger)
{
    public NoticeSubscription Subscribe() => new(feed, time, logger);
}
