using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>A page whose first connection fails says so, and comes alive without anybody's help.</summary>
public sealed class FirstConnectionTests(Chromium chromium)
{
    [Theory]
    [InlineData("**/_blazor/negotiate**", false)]
    [InlineData("**/_blazor/negotiate**", true)]
    [InlineData("**/_blazor/initializers", false)] // Before it connects; here the page is loaded again and again.
    [InlineData("**/_blazor/initializers", true)]
    public async Task Page_FirstConnectionFails_SaysSoAndComesAliveByItself(string path, bool isAnswered)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await page.RouteAsync(path, route => isAnswered ? route.FulfillAsync(new() { Status = 503 }) : route.AbortAsync());

        await page.GotoAsync("/activity");
        await Expect(page.GetByText("Can't reach the server. Trying again…")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeHiddenAsync();
        await page.UnrouteAsync(path);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Activity", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText("Can't reach the server.")).ToBeHiddenAsync();
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }
}
