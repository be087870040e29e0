using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class RosterTests(Chromium chromium)
{
    [Fact]
    public async Task Roster_EmptyOne_IsFilledWithSampleTalentsThatBecomeConnected()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Fill with sample talents" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Maya Lindqvist" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Instagram, @maya.travels: Connected" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Talent_AddedEditedArchivedAndDeleted_IsWhereItShouldBeEachTime(int width)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Add your first talent" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Mara Lind");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Tags").FillAsync("music, europe");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add talent" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mara Lind", Level = 1 })).ToBeVisibleAsync();

        await page.GotoAsync("/");
        await OpenMenuAsync(page, "Mara Lind", "Edit…");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Mara Lindgren");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mara Lindgren", Exact = true })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await OpenMenuAsync(page, "Mara Lindgren", "Archive");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Everybody is in the archive" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the archive" }).ClickAsync();
        await OpenMenuAsync(page, "Mara Lindgren", "Delete…");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete talent" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is on the roster yet" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Menu_OpenedBeforeTheHeadingGetsTheFocus_StaysOpen()
    {
        await using var app = await TestApp.StartAsync();
        await Visit.TalentAsync(app);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(Talent(page, "Mara Lind")).ToBeVisibleAsync();
        var focus = await HeldFrame.OnAsync(page, "focusBySelector", answeredBy: "EndInvokeJSFromDotNet");
        await page.ReloadAsync();
        await page.GetByLabel("Actions for Mara Lind").ClickAsync();

        await focus.ReleaseAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit…" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mara Lind", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mara Lind", Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Talents_ChangedElsewhere_AreSeenOnTheOpenRoster()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is on the roster yet" })).ToBeVisibleAsync();

        var mara = await Visit.TalentAsync(app);
        await Expect(Talent(page, "Mara Lind")).ToBeVisibleAsync();
        await app.Get<EditTalent>().ExecuteAsync(mara, new TalentRequest("Mara Lindgren", ["dance"]), Visit.Admin, CancellationToken.None);
        await Expect(Talent(page, "Mara Lindgren")).ToBeVisibleAsync();
        await Visit.TalentAsync(app, "Ola Berg");
        await Expect(Talent(page, "Ola Berg")).ToBeVisibleAsync();
        await app.Get<ArchiveTalent>().ExecuteAsync(mara, archived: true, Visit.Admin, CancellationToken.None);

        await Expect(Talent(page, "Mara Lindgren")).ToBeHiddenAsync();
        await Expect(Talent(page, "Ola Berg")).ToBeVisibleAsync();
        await app.Get<ArchiveTalent>().ExecuteAsync(mara, archived: false, Visit.Admin, CancellationToken.None);
        await Expect(Talent(page, "Mara Lindgren")).ToBeVisibleAsync();
        await app.Get<DeleteTalent>().ExecuteAsync(mara, Visit.Admin, CancellationToken.None);
        await Expect(Talent(page, "Mara Lindgren")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Search_WhatWasTyped_NarrowsTheRosterAndStaysInTheAddress()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill with sample talents" }).ClickAsync();

        await page.GetByRole(AriaRole.Searchbox).FillAsync("amara");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Maya Lindqvist" })).ToBeHiddenAsync();
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Amara Okafor" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("amara");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Filters_Chosen_AreInTheAddressSurviveAReloadAndGoWithBack(int width)
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Visit.Admin, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;
        var filters = page.GetByRole(AriaRole.Group, new() { Name = "Filters" });
        await Expect(Talent(page, "Maya Lindqvist")).ToBeVisibleAsync();

        await filters.GetByLabel("Tag").SelectOptionAsync(new SelectOptionValue { Label = "travel (2)" });
        await Expect(Talent(page, "Ingrid Solberg")).ToBeHiddenAsync();
        await filters.GetByLabel("Platform").SelectOptionAsync(new SelectOptionValue { Label = "TikTok (1)" });
        await Expect(Talent(page, "Rafael Costa")).ToBeHiddenAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?platform=tiktok&tag=travel$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.ReloadAsync();
        await Expect(Talent(page, "Maya Lindqvist")).ToBeVisibleAsync();
        await Expect(filters.GetByLabel("Platform")).ToHaveValueAsync("TIKTOK");
        await Expect(filters.GetByLabel("Tag")).ToHaveValueAsync("travel");

        await page.GoBackAsync();
        await Expect(Talent(page, "Rafael Costa")).ToBeVisibleAsync();
        await Expect(filters.GetByLabel("Platform")).ToHaveValueAsync("");
        await filters.GetByLabel("Last sync").SelectOptionAsync("None");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No talent matches these filters" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(Talent(page, "Ingrid Solberg")).ToBeVisibleAsync();
        await Expect(filters.GetByLabel("Tag")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Talents tagged books" }).ClickAsync();
        await Expect(Talent(page, "Maya Lindqvist")).ToBeHiddenAsync();
        await Expect(filters.GetByLabel("Tag")).ToHaveValueAsync("books");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Pages_JumpedToAndMadeLonger_AreInTheAddress(int width)
    {
        await using var app = await TestApp.StartAsync();
        for (var i = 1; i <= 60; i++)
        {
            await Visit.TalentAsync(app, $"Talent {i:00}");
        }

        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;
        await page.GetByLabel("Go to page").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go", Exact = true }).ClickAsync();
        await Expect(Talent(page, "Talent 51")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?page=3$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByLabel("Talents per page").SelectOptionAsync("50");
        await Expect(page.GetByText("Page 2 of 2")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?size=50&page=2$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static async Task OpenMenuAsync(IPage page, string talent, string action)
    {
        await page.GetByLabel($"Actions for {talent}").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
    }

    private static ILocator Talent(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
