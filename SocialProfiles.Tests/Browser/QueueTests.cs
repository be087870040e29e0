using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An admin looks at the queue, pauses a platform, sees that its profiles say so, and reads what a sync did.</summary>
public sealed class QueueTests(Chromium chromium)
{
    [Fact]
    public async Task Queue_OfAnAgency_ShowsItsNumbersPausesAPlatformAndLeadsToTheAttempts()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Queue", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Half take less than")).ToBeVisibleAsync();
        await Expect(page.GetByText("No limit set").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause Instagram…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause Instagram", Exact = true }).ClickAsync();
        await Expect(page.GetByText($"Paused by {TestApp.AdminEmail}")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Failed: " })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.SetViewportSizeAsync(390, 844);
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.SetViewportSizeAsync(1280, 900);

        await page.GetByRole(AriaRole.Link, new() { Name = "Attempts of" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Sync attempts of @");
        await Expect(page.GetByText("took").First).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();

        await page.GotoAsync("/settings/syncing");
        await page.GetByLabel("Syncs at once").First.FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await Expect(page.GetByText("Type a whole number from 1 to 1,000.")).ToBeVisibleAsync();
        await page.GetByLabel("Syncs at once").First.FillAsync("32");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await Expect(page.GetByText("1 setting changed and takes effect now")).ToBeVisibleAsync();
        Assert.Equal(32, app.Get<Microsoft.Extensions.Options.IOptionsMonitor<IngestionOptions>>().CurrentValue.Workers);
        await browser.AssertAccessibleAsync();
    }
}
