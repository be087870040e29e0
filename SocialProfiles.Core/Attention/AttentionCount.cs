using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Attention;

/// <summary>
/// How many things wait for somebody: open notices, and causes, each of which may stop many profiles. Counted for the whole process
/// and not for each open page, at most once a second while syncs go on, and not at all while nobody looks.
/// </summary>
public sealed partial class AttentionCount : IDisposable
{
    /// <summary>Between two counts, however much happens.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Numbers grow old, and become a cause, without anything happening.
    private static readonly TimeSpan _goodFor = TimeSpan.FromMinutes(1);

    private readonly NoticeList _notices;
    private readonly AttentionList _causes;
    private readonly TimeProvider _time;
    private readonly ILogger<AttentionCount> _logger;
    private readonly IDisposable _changes;
    private readonly Listeners _listeners = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _lock = new();
    private Counted? _last;
    private bool _isOutdated;
    private bool _isCounting;

    public AttentionCount(NoticeList notices, AttentionList causes, AttentionSignal signal, TimeProvider time, ILogger<AttentionCount> logger)
    {
        (_notices, _causes, _time, _logger) = (notices, causes, time, logger);
        _changes = signal.Subscribe(Changed);
    }

    /// <param name="changed">Called when the number is another one; returns at once and does not throw.</param>
    public IDisposable Subscribe(Action changed) => _listeners.Add(changed);

    /// <summary>The number, at most <see cref="Pause"/> behind; who subscribes hears of a newer one.</summary>
    public async ValueTask<int> GetAsync(CancellationToken cancellationToken)
    {
        bool isOutdated;
        Counted? last;
        lock (_lock)
        {
            (last, isOutdated) = (_last, _isOutdated);
        }

        var age = last is null ? TimeSpan.MaxValue : _time.GetElapsedTime(last.At);
        if (last is not null && age < (isOutdated ? Pause : _goodFor))
        {
            if (isOutdated)
            {
                Begin();
            }

            return last.Count;
        }

        return await CountAsync(cancellationToken);
    }

    public void Dispose()
    {
        _changes.Dispose();
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private void Changed()
    {
        lock (_lock)
        {
            _isOutdated = true;
        }

        if (!_listeners.IsEmpty)
        {
            Begin();
        }
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_isCounting || _stopped.IsCancellationRequested)
            {
                return;
            }

            _isCounting = true;
        }

        // Whoever committed does not wait for it.
        _ = Task.Run(() => CountWhileOutdatedAsync(_stopped.Token));
    }

    private async Task CountWhileOutdatedAsync(CancellationToken stopped)
    {
        try
        {
            while (IsStillWanted())
            {
                try
                {
                    await CountAsync(stopped);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // The number stays the last known one; the next change counts again.
                    LogFailed(exception);
                }

                await Task.Delay(Pause, _time, stopped);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private bool IsStillWanted()
    {
        lock (_lock)
        {
            return _isCounting = _isOutdated && !_listeners.IsEmpty;
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Before it reads: what changes meanwhile is counted next.
            _isOutdated = false;
        }

        var counted = new Counted(await _notices.CountAsync(NoticeFilter.None, cancellationToken) + await _causes.CountAsync(cancellationToken), _time.GetTimestamp());
        bool isNews;
        lock (_lock)
        {
            isNews = _last?.Count != counted.Count;
            _last = counted;
        }

        if (isNews)
        {
            _listeners.Tell();
        }

        return counted.Count;
    }

    private sealed record Counted(int Count, long At);

    [LoggerMessage(LogLevel.Error, "What needs attention could not be counted")]
    private partial void LogFailed(Exception exception);
}
