using SocialProfiles.Core.Texts;

namespace SocialProfiles.Tests.Texts;

public sealed class SpanTextTests
{
    [Theory]
    [InlineData(-5, "less than a minute")]
    [InlineData(0.5, "less than a minute")]
    [InlineData(1.9, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(47.9 * 60, "47 hours")]
    [InlineData(48 * 60, "2 days")]
    [InlineData(59 * 1440, "59 days")]
    [InlineData(90 * 1440, "3 months")]
    [InlineData(365 * 1440, "12 months")]
    [InlineData(731 * 1440, "2 years")]
    [InlineData(43_629 * 60, "5 years")]
    public void Of_Span_IsInTheUnitThatPeopleWouldSay(double minutes, string text) => Assert.Equal(text, SpanText.Of(TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(-1, "1 minute")]
    [InlineData(60, "1 minute")]
    [InlineData(61, "2 minutes")]
    [InlineData(600, "10 minutes")]
    public void Wait_Seconds_IsInWholeMinutesAndNeverTooShort(int seconds, string text) => Assert.Equal(text, SpanText.Wait(TimeSpan.FromSeconds(seconds)));
}
