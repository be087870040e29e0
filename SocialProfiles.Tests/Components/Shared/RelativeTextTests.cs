using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class RelativeTextTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(3_599, "59 min ago")]
    [InlineData(3_600, "1 h ago")]
    [InlineData(86_399, "23 h ago")]
    [InlineData(86_400, "yesterday")]
    [InlineData(172_800, "2 days ago")]
    [InlineData(604_799, "6 days ago")]
    [InlineData(604_800, "17 Nov 2026")]
    public void Ago_Age_IsInWords(int seconds, string expected) => Assert.Equal(expected, RelativeText.Ago(_now.AddSeconds(-seconds), _now).Text);

    [Fact]
    public void Ago_LongAgo_IsADayOfTheAgencys() => Assert.Equal(
        "18 Nov 2026", RelativeText.Ago(_now.AddDays(-7), _now, new AgencyDays(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati"))).Text);

    [Theory]
    [InlineData(-1, "now")]
    [InlineData(0, "now")]
    [InlineData(1.2, "in 2 s")]
    [InlineData(60, "in 60 s")]
    [InlineData(61, "in 2 min")]
    [InlineData(3_600, "in 60 min")]
    [InlineData(3_601, "in 2 h")]
    public void Until_Wait_IsInWordsAndNeverTooShort(double seconds, string expected) =>
        Assert.Equal(expected, RelativeText.Until(_now.AddSeconds(seconds), _now).Text);

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(7_000)]
    [InlineData(90_000)]
    [InlineData(400_000)]
    public void Ago_UntilItChanges_StaysTheSameAndThenDiffers(int seconds)
    {
        var then = _now.AddSeconds(-seconds);
        var (text, changesAt) = RelativeText.Ago(then, _now);

        Assert.Equal(text, RelativeText.Ago(then, changesAt!.Value.AddMilliseconds(-1)).Text);
        Assert.NotEqual(text, RelativeText.Ago(then, changesAt.Value).Text);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(59)]
    [InlineData(600)]
    [InlineData(7_200)]
    public void Until_UntilItChanges_StaysTheSameAndThenDiffers(double seconds)
    {
        var then = _now.AddSeconds(seconds);
        var (text, changesAt) = RelativeText.Until(then, _now);

        Assert.Equal(text, RelativeText.Until(then, changesAt!.Value.AddMilliseconds(-1)).Text);
        Assert.NotEqual(text, RelativeText.Until(then, changesAt.Value).Text);
    }
}
