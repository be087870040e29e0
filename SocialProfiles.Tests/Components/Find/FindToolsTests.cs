using Bunit;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Find;

namespace SocialProfiles.Tests.Components.Find;

public sealed class FindToolsTests : ComponentTests
{
    [Theory]
    [InlineData("platform", "snapchat", "There is no such platform.")]
    [InlineData("tag", "a|b", "Use letters, digits, spaces and hyphens in tags.")]
    [InlineData("share", "20", "Choose a country too")]
    public void Tools_ConditionThatCannotBeRead_SayWhyAtItsField(string name, string text, string problem)
    {
        Dictionary<string, string?> texts = new() { [name] = text };
        var view = FindView.Read(Get<PlatformCatalog>(), texts.GetValueOrDefault);

        var tools = Render<FindTools>(parameters => parameters.Add(x => x.View, view).Add(x => x.Texts, texts));

        Assert.StartsWith(problem, tools.Find($"#find-{name}-problem").TextContent, StringComparison.Ordinal);
        Assert.Contains(tools.FindAll(".filter"), filter => filter.QuerySelector($"#find-{name}-problem") is not null && filter.QuerySelector($"#find-{name}") is not null);
    }
}
