namespace SocialProfiles.Core.Platforms;

/// <summary>What a platform's daily budget looks like now.</summary>
/// <param name="PerDay">Units a day.</param>
/// <param name="Used">Units used since the day began.</param>
/// <param name="EndsAt">When the platform counts anew, UTC.</param>
public sealed record DailyUse(int PerDay, int Used, DateTimeOffset EndsAt)
{
    public int Left => Math.Max(0, PerDay - Used);
}

/// <summary>
/// Counts the units that a platform gives for a day, from midnight to midnight in California, and spreads them: the schedule
/// may use them only as fast as the day passes, so that none goes hungry in the evening for what others used in the morning.
/// A part is kept for people. Safe for many threads.
/// </summary>
internal sealed class DailyUnits(Func<int> perDay, TimeProvider clock)
{
    /// <summary>The part of a day's units that the schedule may use.</summary>
    public const double ScheduleShare = 0.95;

    /// <summary>The part that it may be ahead of the day, so that what is due at once need not wait for the clock.</summary>
    private const double Ahead = 0.01;

    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _used;

    /// <summary>Null where the platform has no daily budget.</summary>
    public DailyUse? Now
    {
        get
        {
            if (perDay() is not (> 0 and var units))
            {
                return null;
            }

            lock (_lock)
            {
                Turn();
                return new DailyUse(units, _used, PacificDay.StartOf(_day.AddDays(1)));
            }
        }
    }

    /// <summary>When anybody may start, UTC; null when now.</summary>
    public DateTimeOffset? BlockedUntil => Now is { Left: 0 } use ? use.EndsAt : null;

    /// <summary>When the schedule may start, UTC; null when now.</summary>
    public DateTimeOffset? ScheduleBlockedUntil
    {
        get
        {
            if (Now is not { } use)
            {
                return null;
            }

            var (start, ahead) = (StartOf(use), use.PerDay * Ahead);
            var part = (use.Used + 1 - ahead) / ((use.PerDay * ScheduleShare) - ahead);
            var at = part >= 1 ? use.EndsAt : start + ((use.EndsAt - start) * part);
            return at > clock.GetUtcNow() ? at : null;
        }
    }

    /// <summary>Units that the schedule may use now.</summary>
    public double ScheduleLeft
    {
        get
        {
            if (Now is not { } use)
            {
                return double.MaxValue;
            }

            var (start, ahead) = (StartOf(use), use.PerDay * Ahead);
            return ahead + (((use.PerDay * ScheduleShare) - ahead) * ((clock.GetUtcNow() - start) / (use.EndsAt - start))) - use.Used;
        }
    }

    public void Spend(int units)
    {
        if (units > 0 && perDay() > 0)
        {
            lock (_lock)
            {
                Turn();
                _used += units;
            }
        }
    }

    /// <summary>What is to be stored.</summary>
    public (DateOnly Day, int Used) Read()
    {
        lock (_lock)
        {
            return (_day, _used);
        }
    }

    /// <summary>Goes on with what an earlier process counted; whatever was counted since then is added.</summary>
    public void Restore(DateOnly day, int used)
    {
        lock (_lock)
        {
            Turn();
            _used += day == _day ? used : 0;
        }
    }

    private static DateTimeOffset StartOf(DailyUse use) => PacificDay.StartOf(PacificDay.Of(use.EndsAt.AddHours(-1)));

    private void Turn()
    {
        var today = PacificDay.Of(clock.GetUtcNow());

        // A day in the future was counted by a clock that was wrong; an hour back over midnight is no new day.
        if (today > _day || today < _day.AddDays(-1))
        {
            (_day, _used) = (today, 0);
        }
    }
}
