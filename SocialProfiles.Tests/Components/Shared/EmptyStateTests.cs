using Bunit;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class EmptyStateTests : ComponentTests
{
    [Theory]
    [InlineData(1, "h1")]
    [InlineData(2, "h2")]
    [InlineData(3, "h3")]
    public void EmptyState_Level_IsTheLevelOfItsHeading(int level, string tag)
    {

        var body = Render<EmptyState>(parameters => parameters.Add(x => x.Icon, IconShape.People).Add(x => x.Title, "Nobody yet").Add(x => x.Level, level));

        Assert.Equal("Nobody yet", body.Find(tag).TextContent);
    }

    [Fact]
    public void EmptyState_WithActions_ShowsThemBelowTheText()
    {
        RenderFragment text = builder => builder.AddMarkupContent(0, "<p>Why</p>");
        RenderFragment actions = builder => builder.AddMarkupContent(0, "<a href=\"/\">Do it</a>");

        var body = Render<EmptyState>(parameters => parameters.Add(x => x.Icon, IconShape.People).Add(x => x.Title, "Nobody yet").Add(x => x.ChildContent, text).Add(x => x.Actions, actions));

        Assert.Equal("Do it", body.Find(".empty-actions a").TextContent);
        Assert.Equal("Nobody yetWhyDo it", string.Concat(body.FindAll("h2, p, a").Select(element => element.TextContent)));
    }
}
