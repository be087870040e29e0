using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class QrImageTests
{
    [Fact]
    public async Task Image_Link_IsDrawnAsAPictureWithANameAndNoFile()
    {
        await using var renderer = new ComponentRenderer();

        var body = await (await renderer.RenderAsync<QrImage>(("Text", $"https://talents.agency.example/invitation/{new string('x', 200)}"), ("Label", "The link"))).BodyAsync();

        var picture = body.QuerySelector("[role=img]")!;
        Assert.Equal("The link", picture.GetAttribute("aria-label"));
        Assert.NotNull(picture.QuerySelector("svg[viewBox]"));
        Assert.DoesNotContain("base64", picture.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(picture.QuerySelectorAll("style, image"));
    }
}
