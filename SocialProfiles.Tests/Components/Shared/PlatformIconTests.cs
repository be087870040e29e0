using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class PlatformIconTests
{
    [Theory]
    [InlineData(IconSize.Small, "18")]
    [InlineData(IconSize.Medium, "26")]
    [InlineData(IconSize.Large, "40")]
    public async Task Icon_Size_IsItsEdgeForEveryPlatform(IconSize size, string edge)
    {
        await using var renderer = new ComponentRenderer();
        var platforms = renderer.Get<PlatformCatalog>().All;
        Assert.Equal(5, platforms.Count);

        foreach (var platform in platforms)
        {
            var svg = (await (await renderer.RenderAsync<PlatformIcon>(("Platform", platform.Key), ("Size", size))).BodyAsync()).QuerySelector("svg")!;

            Assert.Equal((edge, edge), (svg.GetAttribute("width"), svg.GetAttribute("height")));
            Assert.NotEmpty(svg.Children);
        }
    }

    [Fact]
    public async Task Icon_WithALabel_IsAnImageForScreenReaders()
    {
        await using var renderer = new ComponentRenderer();

        var svg = (await (await renderer.RenderAsync<PlatformIcon>(("Platform", "TIKTOK"), ("Label", "TikTok"))).BodyAsync()).QuerySelector("svg")!;

        Assert.Equal(("img", "TikTok", null), (svg.GetAttribute("role"), svg.GetAttribute("aria-label"), svg.GetAttribute("aria-hidden")));
    }

    [Fact]
    public async Task Icon_BesideTheName_IsHiddenFromScreenReaders()
    {
        await using var renderer = new ComponentRenderer();

        var svg = (await (await renderer.RenderAsync<PlatformIcon>(("Platform", "TIKTOK"))).BodyAsync()).QuerySelector("svg")!;

        Assert.Equal("true", svg.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task Icon_PlatformOfAnotherVersion_DrawsNothing()
    {
        await using var renderer = new ComponentRenderer();

        Assert.Equal("", await (await renderer.RenderAsync<PlatformIcon>(("Platform", "MYSPACE"))).TextAsync());
    }
}
