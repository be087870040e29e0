namespace SocialProfiles.Web.Components.Shared;

/// <summary>One timer for all times that a page shows, set for the moment at which the next of their texts changes.</summary>
public sealed class PageClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Alarm, DateTimeOffset> _alarms = new();
    private readonly ITimer _timer;

    public PageClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Calls once at the given time, on any thread; not at all when the result is disposed before.</summary>
    public IDisposable CallAt(DateTimeOffset at, Action action)
    {
        var alarm = new Alarm(action);
        lock (_lock)
        {
            _alarms.Enqueue(alarm, at);
            SetTimer();
        }

        return alarm;
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        List<Alarm> due = [];
        lock (_lock)
        {
            while (_alarms.TryPeek(out var alarm, out var at) && (alarm.IsOff || at <= Now))
            {
                due.Add(_alarms.Dequeue());
            }

            SetTimer();
        }

        foreach (var alarm in due)
        {
            alarm.Ring();
        }
    }

    private void SetTimer()
    {
        if (_alarms.TryPeek(out _, out var next))
        {
            // A millisecond more: a timer that rings a little early would find nothing due, and be set to zero.
            var wait = next - Now + TimeSpan.FromMilliseconds(1);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Alarm(Action action) : IDisposable
    {
        private volatile bool _isOff;

        public bool IsOff => _isOff;

        public void Ring()
        {
            if (!_isOff)
            {
                action();
            }
        }

        public void Dispose() => _isOff = true;
    }
}
