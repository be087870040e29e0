using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>What is around every page: navigation, finding by keyboard, shortcuts and colours.</summary>
public sealed class FrameTests(Chromium chromium)
{
    private static readonly Actor _admin = new(TestApp.AdminEmail, ActivitySource.Browser);

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task QuickFind_ByKeyboard_FindsATalentByTheirHandleAndOpensThem(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind", ["dance"]), _admin, CancellationToken.None)).Value;
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Id, "YOUTUBE", "quietcorner"), _admin, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true }).WaitForAsync();

        await browser.Page.Keyboard.PressAsync("Control+k");
        var find = browser.Page.GetByRole(AriaRole.Dialog, new() { Name = "Find" });
        await Expect(find.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await browser.Page.Keyboard.TypeAsync("quietc");
        await Expect(find.GetByText("1 talent found")).ToBeVisibleAsync();
        await Expect(find.GetByRole(AriaRole.Link, new() { Name = "@quietcorner" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await browser.Page.Keyboard.PressAsync("ArrowDown");
        await browser.Page.Keyboard.PressAsync("Enter");

        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Mara Lind", Level = 1 })).ToBeVisibleAsync();
        await Expect(find).ToBeHiddenAsync();
    }

    [Fact]
    public async Task QuickFind_OneTalent_OffersToRefreshTheirProfiles()
    {
        await using var app = await TestApp.StartAsync();
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), _admin, CancellationToken.None)).Value;
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Id, "YOUTUBE", "quietcorner"), _admin, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Find a talent, profile or page" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a talent, a profile or a page" }).FillAsync("mara");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Refresh their profiles" }).ClickAsync();

        await Expect(browser.Page.GetByText("1 profile of Mara Lind queued for a refresh.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_OnAPage_SearchGoElsewhereAndCanBeTurnedOff()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), _admin, CancellationToken.None);
        await browser.Page.GotoAsync("/");
        var search = browser.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the roster" });
        await search.WaitForAsync();

        // A page that opens takes the focus to its heading once it is there.
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeFocusedAsync();
        await browser.Page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await browser.Page.Keyboard.TypeAsync("ga");
        await Expect(search).ToHaveValueAsync("ga");
        await Expect(browser.Page).ToHaveURLAsync(new Regex(@"/\?q=ga$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await search.BlurAsync();
        await browser.Page.Keyboard.TypeAsync("ga");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Activity", Level = 1 })).ToBeVisibleAsync();

        await browser.Page.Keyboard.TypeAsync("?");
        var shortcuts = browser.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await shortcuts.GetByLabel("Use single-key shortcuts").UncheckAsync();
        await browser.AssertAccessibleAsync();
        await browser.Page.Keyboard.PressAsync("Escape");
        await Expect(shortcuts).ToBeHiddenAsync();
        await browser.Page.Keyboard.TypeAsync("gr?");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Activity", Level = 1 })).ToBeVisibleAsync();
        await Expect(shortcuts).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Colours_ChosenInTheMenu_HoldInTheFirstFrameOfTheNextPage()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        await browser.Page.GetByLabel("Your account").ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        Assert.Equal("dark", await SchemeAsync(browser));

        // As the document comes, before any script ran.
        var document = await (await browser.Page.Context.APIRequest.GetAsync("/sign-in")).TextAsync();
        Assert.Contains("<html lang=\"en\" data-theme=\"dark\">", document, StringComparison.Ordinal);
        await browser.Page.GotoAsync("/activity");
        Assert.Equal("dark", await SchemeAsync(browser));

        await browser.Page.GetByLabel("Your account").ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Dark", Pressed = true })).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Same as system" }).ClickAsync();
        Assert.Equal("light", await SchemeAsync(browser));
    }

    private static Task<string> SchemeAsync(AdminBrowser browser) => browser.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme");
}
