using Bunit;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class PlatformIconTests : ComponentTests
{
    [Theory]
    [InlineData(IconSize.Small, "18")]
    [InlineData(IconSize.Medium, "26")]
    [InlineData(IconSize.Large, "40")]
    public void Icon_Size_IsItsEdgeForEveryPlatform(IconSize size, string edge)
    {
        var platforms = Get<PlatformCatalog>().All;
        Assert.NotEmpty(platforms);

        foreach (var platform in platforms)
        {
            var svg = Render<PlatformIcon>(parameters => parameters.Add(x => x.Platform, platform.Key).Add(x => x.Size, size)).Find("svg");

            Assert.Equal((edge, edge), (svg.GetAttribute("width"), svg.GetAttribute("height")));
            Assert.NotEmpty(svg.Children);
        }
    }

    [Fact]
    public void Icon_WithALabel_IsAnImageForScreenReaders()
    {

        var svg = Render<PlatformIcon>(parameters => parameters.Add(x => x.Platform, "TIKTOK").Add(x => x.Label, "TikTok")).Find("svg");

        Assert.Equal(("img", "TikTok", null), (svg.GetAttribute("role"), svg.GetAttribute("aria-label"), svg.GetAttribute("aria-hidden")));
    }

    // A handle that a platform made up stands in the label, and the icon is written as markup.
    [Fact]
    public void Icon_LabelWithMarkupInIt_StaysALabel()
    {
        const string Hostile = "TikTok, @\"><script>alert(1)</script>";

        var icon = Render<PlatformIcon>(parameters => parameters.Add(x => x.Platform, "TIKTOK").Add(x => x.Label, Hostile));

        Assert.Equal(Hostile, icon.Find("svg").GetAttribute("aria-label"));
        Assert.Empty(icon.FindAll("script"));
    }

    [Fact]
    public void Icon_BesideTheName_IsHiddenFromScreenReaders()
    {

        var svg = Render<PlatformIcon>(parameters => parameters.Add(x => x.Platform, "TIKTOK")).Find("svg");

        Assert.Equal("true", svg.GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Icon_PlatformOfAnotherVersion_DrawsNothing()
    {

        Assert.Equal("", Render<PlatformIcon>(parameters => parameters.Add(x => x.Platform, "MYSPACE")).Text());
    }
}
