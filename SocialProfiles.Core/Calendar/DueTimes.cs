namespace SocialProfiles.Core.Calendar;

/// <summary>The times at which something is due: one a period, all of them equally far from midnight UTC.</summary>
/// <param name="Period">From one to the next; longer than zero.</param>
/// <param name="Offset">From midnight UTC to the first of a day; shorter than the period.</param>
public readonly record struct DueTimes(TimeSpan Period, TimeSpan Offset)
{
    /// <summary>Once a day.</summary>
    /// <param name="hour">UTC, 0 to 23.</param>
    /// <param name="minute">0 to 59.</param>
    public static DueTimes Nightly(int hour, int minute) => new(TimeSpan.FromDays(1), new TimeSpan(hour, minute, 0));

    /// <summary>Once an hour.</summary>
    /// <param name="minute">0 to 59.</param>
    public static DueTimes Hourly(int minute) => new(TimeSpan.FromHours(1), TimeSpan.FromMinutes(minute));

    /// <summary>At every multiple of some minutes, counted from midnight UTC.</summary>
    /// <param name="minutes">1 to 1440.</param>
    public static DueTimes EveryMinutes(int minutes) => new(TimeSpan.FromMinutes(minutes), TimeSpan.Zero);

    /// <summary>The last of them that is not after <paramref name="now"/>, UTC.</summary>
    public DateTimeOffset LastAt(DateTimeOffset now)
    {
        var since = now.UtcTicks - Offset.Ticks;
        return new DateTimeOffset(since - (since % Period.Ticks) + Offset.Ticks, TimeSpan.Zero);
    }
}
