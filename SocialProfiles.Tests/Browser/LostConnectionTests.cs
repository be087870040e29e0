using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class LostConnectionTests(Chromium chromium)
{
    [Fact]
    public async Task Controls_WhileTheServerIsAway_SayWhyTheyWaitAndWorkAfterwards()
    {
        await using var app = await TestApp.StartAsync();
        await Visit.TalentAsync(app);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Add talent" });
        await Expect(add).ToBeVisibleAsync();

        await app.StopAsync();
        await Expect(add).ToBeDisabledAsync();
        Assert.StartsWith("Not connected to the server.", await add.GetAttributeAsync("title"), StringComparison.Ordinal);
        await add.ClickAsync(new() { Force = true });
        await Expect(page.GetByText("Not connected. Nothing was changed; we're still trying to reconnect…")).ToBeVisibleAsync();
        await page.GetByLabel("Platform", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByLabel("Platform", new() { Exact = true })).ToHaveValueAsync("");
        await app.StartAgainAsync();

        await Expect(add).ToBeEnabledAsync();
        await add.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Add talent" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Draft_HalfTypedWhileTheServerStartsAgain_IsStillThere()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mara Lind", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync($"/talents/{talent}");
        var field = page.GetByLabel("Handle or profile link");
        await field.FillAsync("mara.li");

        await app.StopAsync();
        await Expect(page.GetByText("Connection lost. Reconnecting…")).ToBeVisibleAsync();
        await field.PressSequentiallyAsync("nd");
        await app.StartAgainAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true })).ToBeEnabledAsync();
        await Expect(field).ToHaveValueAsync("mara.lind");
        await Expect(page.GetByText("Connects @mara.lind on Instagram.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Expect(page.GetByText("@mara.lind on Instagram is connected.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Draft_InADialogWhileTheServerStartsAgain_ComesBackWithThatDialogAndNoOther()
    {
        await using var app = await TestApp.StartAsync();
        await Visit.TalentAsync(app);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add talent" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Somebody new");

        await app.StopAsync();
        await Expect(page.GetByText("Connection lost. Reconnecting…")).ToBeVisibleAsync();
        await app.StartAgainAsync();

        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.GetByLabel("Actions for Mara Lind").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Name")).ToHaveValueAsync("Mara Lind");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add talent" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Name")).ToHaveValueAsync("Somebody new");
    }
}
