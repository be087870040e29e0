using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Help;

namespace SocialProfiles.Tests.Components.Help;

public sealed class HelpTextsTests : ComponentTests
{
    [Fact]
    public void Help_EveryPlatform_HasAPage()
    {

        foreach (var platform in Get<PlatformCatalog>().All)
        {
            Assert.StartsWith("<h1", HelpTexts.Html(platform.HelpPath["/help/".Length..]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_Troubleshooting_IsThePageOfTheRepositoryWithoutLinksThatLeadNowhereHere()
    {
        var html = HelpTexts.Html(HelpTexts.Troubleshooting);

        Assert.StartsWith("<h1", html, StringComparison.Ordinal);
        Assert.DoesNotContain(".md\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("../../../README")]
    public void Help_NoSuchName_IsNoPage(string name) => Assert.Null(HelpTexts.Html(name));
}
