namespace SocialProfiles.Web.Sandbox;

/// <summary>The platforms' days begin at midnight in California. Winter time all year: nothing made up needs more.</summary>
internal static class PacificTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(-8);

    public static DateTimeOffset Of(DateTimeOffset time) => time.ToOffset(_offset);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Of(time).DateTime);

    /// <summary>When the day begins.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), _offset);
}
