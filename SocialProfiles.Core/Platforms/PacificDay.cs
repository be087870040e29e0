namespace SocialProfiles.Core.Platforms;

/// <summary>Days as Google and Meta count them: from midnight to midnight in California.</summary>
internal static class PacificDay
{
    private static readonly TimeZoneInfo _pacific = Find();

    /// <summary>How long until the next day begins there; a minute more, since clocks differ.</summary>
    public static TimeSpan UntilNext(DateTimeOffset now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, _pacific).Date.AddDays(1);
        return new DateTimeOffset(midnight, _pacific.GetUtcOffset(midnight)) - now + TimeSpan.FromMinutes(1);
    }

    /// <summary>The day that it is there.</summary>
    public static DateOnly Of(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _pacific).DateTime);

    /// <summary>When a day begins there.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _pacific.GetUtcOffset(midnight));
    }

    /// <summary>
    /// Small images carry no time zones. Winter time all year is then an hour late in summer, never too early.
    /// </summary>
    private static TimeZoneInfo Find() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone) || TimeZoneInfo.TryFindSystemTimeZoneById("Pacific Standard Time", out zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), "Pacific", "Pacific");
}
