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
        await page.GetByRole(AriaRole.Button, new() { Name = "Renew Reporting" }).ClickAsync();
        await page.GetByLabel("Keep the old secret working for 24 hours").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create new secret" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New secret for “Reporting”" })).ToBeVisibleAsync();
        using var former = await api.GetAsync("/api/admin/queue-stats");
        key = await page.GetByLabel("New key", new() { Exact = true }).InputValueAsync();
        using var renewed = app.Api(key);
        using var byNew = await renewed.GetAsync("/api/admin/queue-stats");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (former.StatusCode, byNew.StatusCode));
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Reporting" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke key" }).ClickAsync();
        await Expect(page.GetByText("“Reporting” was revoked.")).ToBeVisibleAsync();
        using var after = await renewed.GetAsync("/api/admin/queue-stats");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);
        var entries = await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 3, CancellationToken.None);
        Assert.Equal([ActivityAction.ApiKeyRevoked, ActivityAction.ApiKeyRenewed, ActivityAction.ApiKeyCreated], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(new Actor(TestApp.AdminEmail, ActivitySource.Browser, "127.0.0.1"), new Actor(entry.Actor, entry.Source, entry.Address)));
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Description_SearchedAndCopied_IsReadable(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;

        await page.GotoAsync("/api-docs");
        await Expect(page.GetByText("/api/admin/socials/connect-manual", new() { Exact = true })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.GetByLabel("Search calls").FillAsync("refresh now");
        await Expect(page.GetByText("1 call matches")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveCountAsync(1);
        await page.GetByText("Python", new() { Exact = true }).And(page.Locator(":visible")).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy: Refresh now in Python" }).ClickAsync();
        await Expect(page.GetByText("Copied").Or(page.GetByText("Your browser doesn't allow copying here"))).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
    }
}
