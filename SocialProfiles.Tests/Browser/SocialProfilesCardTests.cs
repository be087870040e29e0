using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class SocialProfilesCardTests(Chromium chromium)
{
    // Long enough to be seen passing on a machine that is busy with other tests.
    private static readonly (string, string) _visibleLatency = ("Sandbox:LatencyMilliseconds", "1500");

    [Fact]
    public async Task Connect_Handle_GoesFromSyncingToConnectedInEveryOpenBrowser()
    {
        await using var app = await TestApp.StartAsync(_visibleLatency);
        var talent = await TalentAsync(app, "Mara Lind");
        await using var first = await OpenAsync(app, talent);
        await using var second = await OpenAsync(app, talent);

        await ConnectAsync(first.Page, "@mara.lind");

        await Task.WhenAll(new[] { first, second }.Select(async browser =>
        {
            await Expect(State(Row(browser.Page, "mara.lind"), "Syncing")).ToBeVisibleAsync();
            await Expect(State(Row(browser.Page, "mara.lind"), "Connected")).ToBeVisibleAsync();
        }));
        await Expect(Row(second.Page, "mara.lind").GetByText("MANUAL")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Connect_AccountThatDoesNotExist_SaysSoAndRefreshTriesAgain()
    {
        await using var app = await TestApp.StartAsync(_visibleLatency);
        await using var browser = await OpenAsync(app, await TalentAsync(app, "Mara Lind"));
        var row = Row(browser.Page, "nonexistent12345invalid");

        await ConnectAsync(browser.Page, "nonexistent12345invalid");
        await Expect(State(row, "Error")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("Check the spelling");
        await row.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();

        await Expect(State(row, "Syncing")).ToBeVisibleAsync();
        await Expect(State(row, "Error")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Sync_ServerFaultOnce_ShowsTheSecondAttemptAndItsReason()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await OpenAsync(app, await TalentAsync(app, "Mara Lind"));

        await ConnectAsync(browser.Page, "flaky.one");

        await Expect(Row(browser.Page, "flaky.one")).ToContainTextAsync("Attempt 2 of 3");
        await Expect(State(Row(browser.Page, "flaky.one"), "Connected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Disconnect_AfterConfirmation_TakesTheProfileAwayInEveryOpenBrowser()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await TalentAsync(app, "Mara Lind");
        await using var first = await OpenAsync(app, talent);
        await ConnectAsync(first.Page, "mara.lind");
        await using var second = await OpenAsync(app, talent);
        await Expect(State(Row(second.Page, "mara.lind"), "Connected")).ToBeVisibleAsync();

        await Row(first.Page, "mara.lind").GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await first.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect profile" }).ClickAsync();

        await Expect(first.Page.GetByText("No profiles connected yet")).ToBeVisibleAsync();
        await Expect(second.Page.GetByText("No profiles connected yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Connect_WithTheKeyboardAlone_Works()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await OpenAsync(app, await TalentAsync(app, "Mara Lind"));
        var page = browser.Page;
        var (tikTok, handle) = (page.GetByRole(AriaRole.Radio, new() { Name = "TikTok" }), page.GetByLabel("Handle or profile link"));

        await page.GetByRole(AriaRole.Radio, new() { Name = "Instagram" }).PressAsync("ArrowRight");
        await Expect(tikTok).ToBeCheckedAsync();
        await tikTok.PressAsync("Tab");
        await Expect(handle).ToBeFocusedAsync();
        await handle.PressSequentiallyAsync("mara.lind");
        await handle.PressAsync("Enter");

        await Expect(Row(page, "mara.lind")).ToContainTextAsync("TikTok");
        await Expect(State(Row(page, "mara.lind"), "Connected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Server_StoppedAndStartedAgain_ThePageReconnectsByItselfAndIsRight()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await TalentAsync(app, "Mara Lind");
        await using var browser = await OpenAsync(app, talent);
        await ConnectAsync(browser.Page, "before.stop");
        await Expect(State(Row(browser.Page, "before.stop"), "Connected")).ToBeVisibleAsync();

        await app.StopAsync();
        await Expect(browser.Page.GetByText("Connection lost. Reconnecting…")).ToBeVisibleAsync();
        await app.StartAgainAsync();

        await Expect(browser.Page.GetByText("Connection lost. Reconnecting…")).ToBeHiddenAsync();
        await Expect(Row(browser.Page, "before.stop")).ToBeVisibleAsync();
        await ConnectAsync(browser.Page, "after.start");
        await Expect(State(Row(browser.Page, "after.start"), "Connected")).ToBeVisibleAsync();
    }

    private static async Task<Guid> TalentAsync(TestApp app, string name) =>
        (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest(name), Actor.System, CancellationToken.None)).Value.Id;

    private async Task<AdminBrowser> OpenAsync(TestApp app, Guid talent)
    {
        var browser = await AdminBrowser.SignedInAsync(chromium, app);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();
        await browser.Page.GotoAsync($"/talents/{talent}");
        await Expect(browser.Page.GetByLabel("Handle or profile link")).ToBeVisibleAsync();
        return browser;
    }

    private static async Task ConnectAsync(IPage page, string text)
    {
        await page.GetByLabel("Handle or profile link").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
    }

    // The badge's text goes on with its meaning, for screen readers: "Connected: synced and live".
    private static ILocator State(ILocator row, string label) => row.GetByText($"{label}: ");

    private static ILocator Row(IPage page, string handle) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = $"@{handle} on" }) });
}
