using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class ReadingTextTests
{
    [Theory]
    [InlineData(MetricGap.None, 0, 50, true, null)]
    [InlineData(MetricGap.None, 3, 50, true, "3 of 50 posts couldn't be read.")]
    [InlineData(MetricGap.NotGranted, 0, 0, true, "The talent didn't give permission to read the posts on TikTok.")]
    [InlineData(MetricGap.NotGranted, 0, 0, false, "TikTok shows posts only with the talent's permission.")]
    [InlineData(MetricGap.NoDataYet, 0, 0, true, "TikTok says there are posts, but didn't list any.")]
    public void Of_EachReading_SaysWhatIsMissing(MetricGap gap, int unreadable, int listed, bool isByConsent, string? sentence)
    {
        Assert.Equal(sentence, ReadingText.Of(new PostReading(gap, unreadable, listed), "TikTok", isByConsent));
    }

    [Theory]
    [InlineData(7, 28, "7 of 28 days so far")]
    [InlineData(28, 28, null)]
    [InlineData(0, null, null)]
    public void SoFar_FewerDaysThanThePeriod_SaysHowMany(int known, int? value, string? text)
    {
        Assert.Equal(text, InsightText.SoFar(new PeriodNumber(InsightMetric.Views, value, MetricGap.None, known), days: 28));
    }
}
