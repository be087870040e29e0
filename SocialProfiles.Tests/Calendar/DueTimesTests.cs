using SocialProfiles.Core.Calendar;

namespace SocialProfiles.Tests.Calendar;

public sealed class DueTimesTests
{
    [Theory]
    [InlineData("2026-11-24T03:16:59Z", "2026-11-23T03:17:00Z")]
    [InlineData("2026-11-24T03:17:00Z", "2026-11-24T03:17:00Z")]
    [InlineData("2026-11-24T23:59:59Z", "2026-11-24T03:17:00Z")]
    [InlineData("2026-11-24T04:00:00+02:00", "2026-11-23T03:17:00Z")]
    public void LastAt_Nightly_IsTheLastNightInUtc(string now, string expected) =>
        Assert.Equal(At(expected), DueTimes.Nightly(3, 17).LastAt(At(now)));

    [Theory]
    [InlineData("2026-11-24T12:09:59Z", "2026-11-24T12:00:00Z")]
    [InlineData("2026-11-24T12:10:00Z", "2026-11-24T12:10:00Z")]
    public void LastAt_EveryTenMinutes_IsTheLastMultiple(string now, string expected) =>
        Assert.Equal(At(expected), DueTimes.EveryMinutes(10).LastAt(At(now)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
