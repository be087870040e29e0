namespace SocialProfiles.Core.Platforms;

/// <summary>
/// How much one platform may still be asked: a token bucket over <see cref="PlatformLimits.RequestsPerMinute"/>, the units
/// of its day, and a pause when the platform itself wants one. Spending never waits, so that a sync under way is not torn
/// apart; it may leave a debt, and no new sync starts before the debt is paid. Safe for many threads.
/// </summary>
public sealed class PlatformBudget
{
    /// <summary>The bucket holds this part of a minute, so that a quiet time is not followed by a minute's requests in one second.</summary>
    private const double BurstMinutes = 1 / 12.0;

    private static readonly TimeSpan _firstLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestLimit = TimeSpan.FromHours(1);

    /// <summary>True while a part is read that waits for its own limits, such as private numbers.</summary>
    private readonly AsyncLocal<bool> _isAside = new();
    private readonly Func<PlatformLimits> _limits;
    private readonly TimeProvider _clock;
    private readonly DailyUnits _day;
    private readonly Lock _lock = new();
    private readonly Deadline _pause;
    private readonly Deadline _insights;
    private double _tokens = double.NaN;
    private long _countedAt;
    private int _limitsInARow;
    private double _requestsASync = 3;
    private int _requests;
    private AdminPause? _adminPause;

    /// <param name="limits">Read on every use: admins change the configuration while all of this runs.</param>
    /// <param name="clock">Source of all times here.</param>
    public PlatformBudget(Func<PlatformLimits> limits, TimeProvider clock)
    {
        _limits = limits;
        _clock = clock;
        _pause = new Deadline(clock);
        _insights = new Deadline(clock);
        _day = new DailyUnits(() => limits().UnitsPerDay, clock);
        Circuit = new PlatformCircuit(clock);
    }

    /// <summary>Whether the platform answers at all.</summary>
    public PlatformCircuit Circuit { get; }

    /// <summary>The units of the day; null where the platform has no daily budget.</summary>
    public DailyUse? Today => _day.Now;

    /// <summary>HTTP requests that may start now, below 0 for a debt; null where the platform has no limit a minute.</summary>
    public int? RequestsLeft
    {
        get
        {
            if (_limits().RequestsPerMinute is not (> 0 and var perMinute))
            {
                return null;
            }

            lock (_lock)
            {
                Refill(perMinute);
                return (int)Math.Floor(_tokens);
            }
        }
    }

    /// <summary>An admin's pause; null where there is none. It has nothing to do with the platform's own, which go on beside it.</summary>
    public AdminPause? AdminPause
    {
        get => Volatile.Read(ref _adminPause);
        internal set => Volatile.Write(ref _adminPause, value);
    }

    /// <summary>When a sync may start again, UTC; null when it may start now.</summary>
    public DateTimeOffset? BlockedUntil => Latest(_pause.At, Latest(PaidAt, _day.BlockedUntil));

    /// <summary>When one that nobody waits for may start again, UTC: the units of the day are spread for the schedule. Null when it may start now.</summary>
    public DateTimeOffset? ScheduleBlockedUntil => Latest(BlockedUntil, _day.ScheduleBlockedUntil);

    /// <summary>Until when private numbers are not asked for, UTC; null when they may be now.</summary>
    public DateTimeOffset? InsightsBlockedUntil => _insights.At;

    /// <summary>Why nobody asks the platform for longer than a moment; null where it is asked.</summary>
    public PlatformPause? Pause
    {
        get
        {
            if (AdminPause is not null)
            {
                return new PlatformPause(PauseReason.ByAdmin, null);
            }

            if (_day.BlockedUntil is { } tomorrow)
            {
                return new PlatformPause(PauseReason.DayUsedUp, Latest(tomorrow, _pause.At)!.Value);
            }

            return _pause.At is { } at ? new PlatformPause(PauseReason.SlowDown, at)
                : Circuit.ProbeAt is { } probe ? new PlatformPause(PauseReason.NotAnswering, probe)
                : null;
        }
    }

    /// <summary>How many syncs may start now, 0 or more, by what one costs on the mean.</summary>
    public int Startable
    {
        get
        {
            if (BlockedUntil is not null)
            {
                return 0;
            }

            lock (_lock)
            {
                return _limits().RequestsPerMinute <= 0 ? int.MaxValue : Math.Max(1, (int)(_tokens / _requestsASync));
            }
        }
    }

    /// <summary>How many of those may start now that only the schedule wants: the units of the day are spread for it.</summary>
    public int StartableBySchedule => ScheduleBlockedUntil is not null ? 0 : (int)Math.Clamp(_day.ScheduleLeft / UnitsASync, 1, Startable);

    /// <summary>How often a profile can be read, so that all have an equal part of the day's units; zero where nothing bounds it.</summary>
    /// <param name="profiles">How many are on the schedule.</param>
    public TimeSpan FreshnessOf(int profiles)
    {
        var perDay = _limits().UnitsPerDay;
        return perDay <= 0 ? TimeSpan.Zero : TimeSpan.FromDays(profiles * UnitsASync / (perDay * DailyUnits.ScheduleShare));
    }

    /// <summary>What one sync costs on the mean.</summary>
    public double UnitsASync
    {
        get
        {
            lock (_lock)
            {
                return _requestsASync;
            }
        }
    }

    /// <summary>Counts one HTTP request.</summary>
    /// <param name="units">What it costs of the day's units, 0 or more.</param>
    public void Spend(int units = 1)
    {
        _day.Spend(units);
        var perMinute = _limits().RequestsPerMinute;
        lock (_lock)
        {
            _requests += units;
            if (perMinute > 0)
            {
                Refill(perMinute);
                _tokens--;
            }
        }
    }

    /// <summary>A sync ended: what was spent since the last one tells what one costs.</summary>
    public void Synced()
    {
        lock (_lock)
        {
            _requestsASync += (Math.Clamp(_requests, 1, 100) - _requestsASync) / 50;
            _requests = 0;
        }
    }

    /// <summary>Starts no sync before <paramref name="until"/>; a pause can be made longer, never shorter.</summary>
    public void PauseUntil(DateTimeOffset until) => PauseFor(until - _clock.GetUtcNow());

    /// <summary>Starts no sync for so long. Says nothing while <see cref="SetAside"/> counts.</summary>
    public void PauseFor(TimeSpan wait)
    {
        if (!_isAside.Value && wait > TimeSpan.Zero)
        {
            _pause.Extend(wait);
            Circuit.StartSlowly();
        }
    }

    /// <summary>
    /// The platform limits us. Without a word on how long, it is the longer the more often it did so in a row:
    /// a minute at first, an hour at most.
    /// </summary>
    /// <param name="asked">How long it asked us to wait; null where it did not say.</param>
    /// <returns>How long the pause lasts from now on.</returns>
    public TimeSpan Limited(TimeSpan? asked)
    {
        if (asked is { } wait)
        {
            PauseFor(wait);
        }
        else if (_pause.At is null)
        {
            // Others that were under way are refused too: that is the same limit, not the next one.
            PauseFor(NextLimit());
        }

        return _pause.Left;
    }

    /// <summary>The platform answered, so the next limit is the first again.</summary>
    public void Answered()
    {
        if (Volatile.Read(ref _limitsInARow) != 0 && _pause.At is null)
        {
            Volatile.Write(ref _limitsInARow, 0);
        }
    }

    /// <summary>Asks for no private numbers for so long.</summary>
    public void PauseInsights(TimeSpan wait) => _insights.Extend(wait);

    /// <summary>Until the result is disposed, limits that this flow of calls meets pause nobody else: it waits for its own part.</summary>
    public IDisposable SetAside()
    {
        _isAside.Value = true;
        return new Aside(_isAside);
    }

    /// <summary>What is to be stored.</summary>
    internal (DateTimeOffset? PausedUntil, int LimitsInARow, DateOnly Day, int Used) Read()
    {
        var (day, used) = _day.Read();
        return (_pause.At, Volatile.Read(ref _limitsInARow), day, used);
    }

    /// <summary>Goes on where an earlier process ended.</summary>
    internal void Restore(DateTimeOffset? pausedUntil, int limitsInARow, DateOnly day, int used)
    {
        _day.Restore(day, used);
        Volatile.Write(ref _limitsInARow, limitsInARow);
        if (pausedUntil is { } until)
        {
            // No pause is longer than that; a clock that was wrong then must not keep us away for years.
            var left = until - _clock.GetUtcNow();
            PauseFor(left > PlatformRefusal.LongestWait ? PlatformRefusal.LongestWait : left);
        }
    }

    private TimeSpan NextLimit()
    {
        var wait = _firstLimit * Math.Pow(2, Math.Min(Interlocked.Increment(ref _limitsInARow) - 1, 10));
        return wait < _longestLimit ? wait : _longestLimit;
    }

    /// <summary>When a request is paid for, UTC; null when now.</summary>
    private DateTimeOffset? PaidAt
    {
        get
        {
            var perMinute = _limits().RequestsPerMinute;
            if (perMinute <= 0)
            {
                return null;
            }

            lock (_lock)
            {
                Refill(perMinute);
                // A tick more than needed: rounding must not say "now" a moment too early.
                return _tokens >= 1 ? null : _clock.GetUtcNow() + TimeSpan.FromMinutes((1 - _tokens) / perMinute) + TimeSpan.FromTicks(1);
            }
        }
    }

    private void Refill(int perMinute)
    {
        var most = Math.Max(1, perMinute * BurstMinutes);
        var now = _clock.GetTimestamp();
        _tokens = double.IsNaN(_tokens)
            ? most
            : Math.Min(most, _tokens + (_clock.GetElapsedTime(_countedAt, now).TotalMinutes * perMinute));
        _countedAt = now;
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private sealed class Aside(AsyncLocal<bool> isAside) : IDisposable
    {
        public void Dispose() => isAside.Value = false;
    }
}
