using Microsoft.Extensions.Time.Testing;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// A clock that stands still until a test moves it. Beyond the package's own, each timer fires at its own time and not at the
/// end of the step; it knows how many timers are set, which tells that somebody waits or has left none behind; and it can be
/// stepped back without elapsed time noticing, as a real one.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TestTimer> _set = [];
    private long _steppedBack;

    public TestClock()
        : this(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers that are set and have not fired.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _set.Count;
            }
        }
    }

    private DateTimeOffset Elapsed => base.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => Elapsed.AddTicks(-Volatile.Read(ref _steppedBack));

    public override long GetTimestamp() => Elapsed.UtcTicks;

    public new void Advance(TimeSpan by)
    {
        var end = Elapsed + by;
        while (NextDue(end) is { } due)
        {
            SetUtcNow(due);
        }

        SetUtcNow(end);
    }

    /// <summary>Steps the clock back, as an administrator or a time server does. Elapsed time and timers don't notice.</summary>
    public void SetBack(TimeSpan by) => Interlocked.Add(ref _steppedBack, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback);
        timer.Start(base.CreateTimer(timer.Fire, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), dueTime, period);
        return timer;
    }

    private DateTimeOffset? NextDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var now = Elapsed;
            return _set.Select(timer => (DateTimeOffset?)timer.DueAt).Where(due => due > now && due < end).Min();
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback) : ITimer
    {
        private ITimer _timer = null!;
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; }

        public void Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
        {
            _timer = timer;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Set(dueTime);
            return _timer.Change(dueTime, period);
        }

        public void Fire(object? state)
        {
            Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public void Dispose()
        {
            Set(Timeout.InfiniteTimeSpan);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan dueTime)
        {
            lock (clock._lock)
            {
                clock._set.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock.Elapsed + dueTime;
                    clock._set.Add(this);
                }
            }
        }
    }
}
