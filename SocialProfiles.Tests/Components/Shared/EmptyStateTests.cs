using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class EmptyStateTests
{
    [Theory]
    [InlineData(1, "h1")]
    [InlineData(2, "h2")]
    [InlineData(3, "h3")]
    public async Task EmptyState_Level_IsTheLevelOfItsHeading(int level, string tag)
    {
        await using var renderer = new ComponentRenderer();

        var body = await (await renderer.RenderAsync<EmptyState>(("Icon", IconShape.People), ("Title", "Nobody yet"), ("Level", level))).BodyAsync();

        Assert.Equal("Nobody yet", body.QuerySelector(tag)!.TextContent);
    }

    [Fact]
    public async Task EmptyState_WithActions_ShowsThemBelowTheText()
    {
        await using var renderer = new ComponentRenderer();
        RenderFragment text = builder => builder.AddMarkupContent(0, "<p>Why</p>");
        RenderFragment actions = builder => builder.AddMarkupContent(0, "<a href=\"/\">Do it</a>");

        var body = await (await renderer.RenderAsync<EmptyState>(
            ("Icon", IconShape.People), ("Title", "Nobody yet"), ("ChildContent", text), ("Actions", actions))).BodyAsync();

        Assert.Equal("Do it", body.QuerySelector(".empty-actions a")!.TextContent);
        Assert.Equal("Nobody yetWhyDo it", string.Concat(body.QuerySelectorAll("h2, p, a").Select(element => element.TextContent)));
    }
}
