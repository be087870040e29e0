using System.Net;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An admin gives a tool its key, and takes it away again.</summary>
public sealed class ApiKeysTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Key_MadeAndRevoked_WorksInBetween(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;

        await page.GotoAsync("/settings/api-keys");
        await page.GetByLabel("Name of the tool").FillAsync("Reporting");
        await page.GetByLabel("Name of the tool").PressAsync("Enter");
        var key = await page.GetByLabel("New key", new() { Exact = true }).InputValueAsync();
        using var api = app.Api(key);
        using var before = await api.GetAsync("/api/admin/queue-stats");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Reporting" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke key" }).ClickAsync();
        await Expect(page.GetByText("“Reporting” was revoked.")).ToBeVisibleAsync();
        using var after = await api.GetAsync("/api/admin/queue-stats");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);
        var entries = await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 2, CancellationToken.None);
        Assert.Equal([ActivityAction.ApiKeyRevoked, ActivityAction.ApiKeyCreated], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(new Actor(TestApp.AdminEmail, ActivitySource.Browser, "127.0.0.1"), new Actor(entry.Actor, entry.Source, entry.Address)));
    }

    [Fact]
    public async Task Description_UnderOurContentPolicy_ShowsTheCalls()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        List<string> complaints = [];
        browser.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };

        await browser.Page.GotoAsync("/api-docs");

        await Expect(browser.Page.GetByText("/api/admin/socials/connect-manual")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }
}
