using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class CountTests
{
    [Theory]
    [InlineData(false, false, "12.4K", "12,431")]
    [InlineData(true, false, "≈\u202f12.4K", "about 12,431, rounded by the platform")]
    [InlineData(false, true, "12.4K+", "at least 12,431")]
    [InlineData(true, true, "12.4K+", "at least 12,431, partly rounded by the platform")]
    public async Task Count_KnownValue_IsShortWithTheExactOneForHoverAndScreenReaders(bool rounded, bool atLeast, string shown, string exact)
    {
        await using var renderer = new ComponentRenderer();

        var count = (await (await renderer.RenderAsync<Count>(("Value", 12_431L), ("IsRounded", rounded), ("IsAtLeast", atLeast))).BodyAsync()).QuerySelector(".count")!;

        Assert.Equal(shown, count.QuerySelector("[aria-hidden]")!.TextContent);
        Assert.Equal(exact, count.GetAttribute("title"));
        Assert.Equal(exact, count.QuerySelector(".sp-unseen")!.TextContent);
    }

    [Theory]
    [InlineData(MetricGap.NotGranted, "Unknown: needs the talent's permission.")]
    [InlineData(MetricGap.NotSupported, "Unknown: TikTok does not give this number.")]
    [InlineData(MetricGap.Hidden, "Unknown: the account hides it.")]
    [InlineData(MetricGap.NoDataYet, "Unknown: TikTok has no figure for it yet.")]
    [InlineData(MetricGap.Unbelievable, "Unknown: TikTok gave a number that can't be right.")]
    public async Task MetricCount_UnknownValue_IsADashWithItsReasonAndNeverZero(MetricGap gap, string reason)
    {
        await using var renderer = new ComponentRenderer();

        var count = (await (await renderer.RenderAsync<MetricCount>(("Metric", Metric.Unknown(gap)), ("PlatformName", "TikTok"))).BodyAsync()).QuerySelector(".count")!;

        Assert.Equal("–", count.QuerySelector("[aria-hidden]")!.TextContent);
        Assert.Equal(reason, count.GetAttribute("title"));
        Assert.Equal(reason, count.QuerySelector(".sp-unseen")!.TextContent);
    }

    [Fact]
    public async Task MetricCount_BeforeTheFirstSync_SaysSo()
    {
        await using var renderer = new ComponentRenderer();

        var text = await (await renderer.RenderAsync<MetricCount>(("Metric", null))).TextAsync();

        Assert.Contains("not synced yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MetricCount_Zero_IsZero()
    {
        await using var renderer = new ComponentRenderer();

        var body = await (await renderer.RenderAsync<MetricCount>(("Metric", (Metric?)Metric.Of(0)))).BodyAsync();

        Assert.Equal("0", body.QuerySelector("[aria-hidden]")!.TextContent);
    }
}
