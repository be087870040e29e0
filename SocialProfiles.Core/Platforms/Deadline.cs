namespace SocialProfiles.Core.Platforms;

/// <summary>A moment that comes by the passing of time, whatever the clock on the wall does meanwhile. Safe for many threads.</summary>
internal sealed class Deadline(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _setAt;
    private TimeSpan _wait;

    /// <summary>How long until it comes; zero once it has, and before it is set.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                var left = _wait == TimeSpan.Zero ? _wait : _wait - clock.GetElapsedTime(_setAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The same by the clock on the wall, UTC; null once it has come.</summary>
    public DateTimeOffset? At => Left is { Ticks: > 0 } left ? clock.GetUtcNow() + left : null;

    /// <summary>Puts it off until so long from now; never brings it nearer.</summary>
    public void Extend(TimeSpan wait)
    {
        lock (_lock)
        {
            if (wait > Left)
            {
                _setAt = clock.GetTimestamp();
                _wait = wait;
            }
        }
    }
}
