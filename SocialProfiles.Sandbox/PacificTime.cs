namespace SocialProfiles.Sandbox;

/// <summary>The platforms' days begin at midnight in California.</summary>
internal static class PacificTime
{
    // Small images carry no time zones: winter time all year, then.
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), "Pacific", "Pacific");

    public static DateTimeOffset Of(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Of(time).DateTime);

    /// <summary>When the day begins.</summary>
    public static DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight));
    }

    /// <summary>Letters of the time of the year: PST or PDT.</summary>
    public static string Letters(DateTimeOffset time) => _zone.IsDaylightSavingTime(time) ? "PDT" : "PST";
}
