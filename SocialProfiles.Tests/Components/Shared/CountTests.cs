using Bunit;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class CountTests : ComponentTests
{
    [Theory]
    [InlineData(false, false, "12.4K", "12,431")]
    [InlineData(true, false, "≈\u202f12.4K", "about 12,431, rounded by the platform")]
    [InlineData(false, true, "12.4K+", "at least 12,431")]
    [InlineData(true, true, "12.4K+", "at least 12,431, partly rounded by the platform")]
    public void Count_KnownValue_IsShortWithTheExactOneForHoverAndScreenReaders(bool rounded, bool atLeast, string shown, string exact)
    {

        var count = Render<Count>(parameters => parameters.Add(x => x.Value, 12_431L).Add(x => x.IsRounded, rounded).Add(x => x.IsAtLeast, atLeast)).Find(".count");

        Assert.Equal(shown, count.QuerySelector("[aria-hidden]")!.TextContent);
        Assert.Equal(exact, count.GetAttribute("title"));
        Assert.Equal(exact, count.QuerySelector(".sp-unseen")!.TextContent);
    }

    [Theory]
    [InlineData(MetricGap.NotGranted, "Unknown: needs the talent's permission.")]
    [InlineData(MetricGap.NotSupported, "Unknown: TikTok doesn't provide this number.")]
    [InlineData(MetricGap.Hidden, "Unknown: the account hides it.")]
    [InlineData(MetricGap.NoDataYet, "Unknown: TikTok has no figure for it yet.")]
    [InlineData(MetricGap.Unbelievable, "Unknown: TikTok gave a number that can't be right.")]
    public void MetricCount_UnknownValue_IsADashWithItsReasonAndNeverZero(MetricGap gap, string reason)
    {

        var count = Render<MetricCount>(parameters => parameters.Add(x => x.Metric, Metric.Unknown(gap)).Add(x => x.PlatformName, "TikTok")).Find(".count");

        Assert.Equal("–", count.QuerySelector("[aria-hidden]")!.TextContent);
        Assert.Equal(reason, count.GetAttribute("title"));
        Assert.Equal(reason, count.QuerySelector(".sp-unseen")!.TextContent);
    }

    [Fact]
    public void MetricCount_BeforeTheFirstSync_SaysSo()
    {

        var text = Render<MetricCount>(parameters => parameters.Add(x => x.Metric, null)).Text();

        Assert.Contains("not synced yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void MetricCount_Zero_IsZero()
    {

        var body = Render<MetricCount>(parameters => parameters.Add(x => x.Metric, (Metric?)Metric.Of(0)));

        Assert.Equal("0", body.Find("[aria-hidden]").TextContent);
    }
}
