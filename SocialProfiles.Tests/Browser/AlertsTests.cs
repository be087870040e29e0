using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An admin sets up what the agency is told of, and where that goes.</summary>
public sealed class AlertsTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Alert_WithAnEndpoint_IsAddedTestedDeletedAndBroughtBack(int width, ColorScheme scheme)
    {
        await using var receiver = await LocalServer.StartAsync(context => context.Response.WriteAsync("<b>thanks</b>"));
        await using var app = await TestApp.StartAsync(("Deliveries:AllowLocalWebhooks", "true"));
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/settings/webhooks");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("CRM");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("tools.agency.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter one that begins with https://");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync($"{receiver.Address}/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).ClickAsync();
        Assert.StartsWith("whsec_", await page.GetByLabel("Signing secret", new() { Exact = true }).InputValueAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test to CRM" }).ClickAsync();
        await Expect(page.GetByText("CRM accepted the test.")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "CRM" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Signing secret", new() { Exact = true })).ToHaveCountAsync(0);

        await page.GotoAsync("/settings/deliveries?channel=webhook");
        await Expect(page.GetByText("Delivered (200)")).ToBeVisibleAsync();
        await Expect(page.GetByText("<b>thanks</b>")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GotoAsync("/settings/alerts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add alert" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("By at least (%)").FillAsync("500");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "CRM" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add alert" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Enter a percentage from 1 to 100.");
        await browser.AssertAccessibleAsync();
        await dialog.GetByLabel("By at least (%)").FillAsync("2,5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add alert" }).ClickAsync();
        var sentence = page.GetByRole(AriaRole.Heading, new() { Name = "Followers fall by 2.5% or more within 7 days, for all talents" });
        await Expect(sentence).ToBeVisibleAsync();
        await Expect(page.GetByText("Notification · webhook to CRM")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete alert" }).ClickAsync();
        await Expect(page.GetByText("No alerts yet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(sentence).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Notification_OfAnAlert_AppearsByItselfAndIsDismissedWithUndo()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, 390);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/notices");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Needs attention" })).ToBeVisibleAsync();

        await app.Get<Database>().WriteAsync(
            async db =>
            {
                var connection = await db.Set<Core.Connections.Connection>().FirstAsync();
                app.Get<NoticeBoard>().RaiseAlert(db, Guid.NewGuid(), Guid.NewGuid(), connection, "Followers fell by 6%", "From 1,000 to 940 within 7 days.");
                app.Get<NoticeBoard>().RaiseAlertSummary(db, Guid.NewGuid(), "30 profiles match your new alert already", "No post for 14 days, for all talents.");
                await app.Get<NoticeBoard>().RaiseWebhookOffAsync(db, Guid.NewGuid(), "CRM", CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        var alert = page.GetByRole(AriaRole.Heading, new() { Name = "Followers fell by 6%" });
        await Expect(alert).ToBeVisibleAsync();
        await Expect(page.GetByText("From 1,000 to 940 within 7 days.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open alerts" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open webhooks" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss: Followers fell by 6%" }).ClickAsync();
        await Expect(alert).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(alert).ToBeVisibleAsync();
    }
}
