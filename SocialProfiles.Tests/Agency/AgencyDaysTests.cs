using SocialProfiles.Core.Agency;

namespace SocialProfiles.Tests.Agency;

public sealed class AgencyDaysTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-06-01", 24)]
    [InlineData("Asia/Kolkata", "2026-06-01", 24)]
    [InlineData("America/Santiago", "2026-09-06", 23)]
    [InlineData("America/Havana", "2026-11-01", 25)]
    public void Day_OfAnyZone_IsFromOneMidnightToTheNext(string zone, string day, int hours)
    {
        var days = new AgencyDays(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var (start, end) = (days.StartOf(date), days.EndOf(date));

        Assert.Equal(hours, (end - start).TotalHours);
        Assert.Equal((date, date.AddDays(-1), date, date.AddDays(1)), (days.Of(start), days.Of(start.AddMilliseconds(-1)), days.Of(end.AddMilliseconds(-1)), days.Of(end)));
    }
}
