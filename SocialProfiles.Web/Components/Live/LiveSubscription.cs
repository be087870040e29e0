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
    private TimeSpan _waited;

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
            _listening = LiveLoop.RunAsync(_changes.NextAsync, _pace, pause, ReportAsync, failed, _logger, Gone, _stopping);
        }

        async Task<TimeSpan> ReportAsync(IReadOnlySet<ConnectionChanged> changes)
        {
            _waited = TimeSpan.Zero;
            await changed(changes);
            return _waited;
        }
    }

    /// <summary>Waits within a report: that isn't what the report took, so the page doesn't rest for it.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        await _pace.PauseAsync(time, Gone);
        _waited += time;
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
