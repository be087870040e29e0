using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Agency;

/// <summary>
/// Days as the agency counts them: from midnight to midnight in its time zone, so 23 or 25 hours long where summer time begins or
/// ends. Where a zone has no midnight on a day, the day begins with its first instant.
/// </summary>
/// <param name="Zone">The agency's.</param>
public sealed record AgencyDays(TimeZoneInfo Zone)
{
    /// <summary>Where no agency has said otherwise.</summary>
    public static AgencyDays Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The day of an instant.</summary>
    public DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>When a day begins, UTC.</summary>
    public DateTimeOffset StartOf(DateOnly day) => DayStart.Of(day, Zone);

    /// <summary>When a day ends and the next one begins, UTC.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>Weekday and hour of the clock on the agency's wall.</summary>
    public (DayOfWeek Weekday, int Hour) HourOf(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return (local.DayOfWeek, local.Hour);
    }
}
