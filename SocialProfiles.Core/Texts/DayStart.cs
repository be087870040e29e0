namespace SocialProfiles.Core.Texts;

/// <summary>When a day begins in a time zone.</summary>
public static class DayStart
{
    /// <summary>Its midnight, UTC. Where summer time takes midnight away, the day begins with its first instant; where midnight comes twice, with the first.</summary>
    public static DateTimeOffset Of(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // The first of two has the larger offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
