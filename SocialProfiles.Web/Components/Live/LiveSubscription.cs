using SocialProfiles.Core.Connections;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Live;

/// <summary>What changed for one page, from its first rendering until it is disposed of.</summary>
public sealed class LiveSubscription : IAsyncDisposable
{
    private readonly Lifetime _gone = new();
    private readonly ConnectionSubscription _changes;
    private readonly RenderPace _pace;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private Task? _listening;

    internal LiveSubscription(ConnectionSubscription changes, RenderPace pace, ILogger logger, CancellationToken stopping)
    {
        _changes = changes;
        _pace = pace;
        _logger = logger;
        _stopping = stopping;
    }

    /// <summary>Ends with the page; for its reads.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Begins to report; once, after the page has loaded.</summary>
    /// <param name="changed">Reads anew what changed and renders it; on the page's own dispatcher.</param>
    /// <param name="failed">Says on the page that a read failed. The subscription goes on.</param>
    /// <param name="pause">Between two reports at least, for news that is worth a look only so often.</param>
    public void Listen(Func<IReadOnlySet<ConnectionChanged>, Task> changed, Func<Task> failed, TimeSpan pause = default)
    {
        if (_listening is null && !Gone.IsCancellationRequested)
        {
            _listening = LiveLoop.RunAsync(_changes.NextAsync, _pace, pause, changed, failed, _logger, Gone, _stopping);
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
