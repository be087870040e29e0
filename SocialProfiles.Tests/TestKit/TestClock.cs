using Microsoft.Extensions.Time.Testing;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// A clock that stands still until a test moves it. Beyond the package's own it knows how many timers are set, which tells
/// that somebody waits or has left none behind, and can be stepped back without elapsed time noticing, as a real one.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _waiting;
    private long _steppedBack;

    public TestClock()
        : this(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers that are set and have not fired.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(-Volatile.Read(ref _steppedBack));

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    /// <summary>Steps the clock back, as an administrator or a time server does. Elapsed time and timers don't notice.</summary>
    public void SetBack(TimeSpan by) => Interlocked.Add(ref _steppedBack, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback);
        timer.Start(base.CreateTimer(timer.Fire, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), dueTime, period);
        return timer;
    }

    private sealed class CountedTimer(TestClock clock, TimerCallback callback) : ITimer
    {
        private ITimer _timer = null!;
        private int _isSet;
        private bool _repeats;

        public void Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
        {
            _timer = timer;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _repeats = period > TimeSpan.Zero;
            Count(dueTime != Timeout.InfiniteTimeSpan);
            return _timer.Change(dueTime, period);
        }

        public void Fire(object? state)
        {
            Count(_repeats);
            callback(state);
        }

        public void Dispose()
        {
            Count(false);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Count(bool isSet)
        {
            var now = isSet ? 1 : 0;
            Interlocked.Add(ref clock._waiting, now - Interlocked.Exchange(ref _isSet, now));
        }
    }
}
