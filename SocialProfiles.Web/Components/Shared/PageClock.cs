namespace SocialProfiles.Web.Components.Shared;

/// <summary>One timer for all times that a page shows, set for the moment at which the next of their texts changes.</summary>
public sealed class PageClock : IDisposable
{
    // A clock that is put right, or a machine that slept, makes an alarm due before its time is up: looked at so often.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SortedSet<Alarm> _alarms = new(Comparer<Alarm>.Create((one, other) => (one.At, one.Number).CompareTo((other.At, other.Number))));
    private readonly ITimer _timer;
    private long _count;

    // What the timer is set for. All pages' timers share one queue and its lock, so it is set only when that changes.
    private DateTimeOffset? _set;

    public PageClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Alarms that have neither rung nor been taken back.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _alarms.Count;
            }
        }
    }

    /// <summary>Calls once at the given time, on any thread; not at all when the result is disposed before.</summary>
    public IDisposable CallAt(DateTimeOffset at, Action action)
    {
        lock (_lock)
        {
            var alarm = new Alarm(this, at, ++_count, action);
            _alarms.Add(alarm);
            SetTimer();
            return alarm;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        List<Alarm> due = [];
        lock (_lock)
        {
            while (_alarms.Min is { } alarm && alarm.At <= Now)
            {
                _alarms.Remove(alarm);
                due.Add(alarm);
            }

            _set = null;
            SetTimer();
        }

        foreach (var alarm in due)
        {
            alarm.Ring();
        }
    }

    private void SetTimer()
    {
        if (_alarms.Min is { At: var next } && next != _set)
        {
            _set = next;

            // A millisecond more: a timer that rings a little early would find nothing due, and be set to zero.
            var wait = next - Now + TimeSpan.FromMilliseconds(1);
            _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < _longest ? wait : _longest, Timeout.InfiniteTimeSpan);
        }
    }

    private void TakeBack(Alarm alarm)
    {
        // The timer stays as it is: it rings for nothing once, which costs less than setting it each time.
        lock (_lock)
        {
            _alarms.Remove(alarm);
        }
    }

    private sealed class Alarm(PageClock clock, DateTimeOffset at, long number, Action action) : IDisposable
    {
        private volatile bool _isOff;

        public DateTimeOffset At => at;

        public long Number => number;

        public void Ring()
        {
            if (!_isOff)
            {
                action();
            }
        }

        public void Dispose()
        {
            _isOff = true;
            clock.TakeBack(this);
        }
    }
}
