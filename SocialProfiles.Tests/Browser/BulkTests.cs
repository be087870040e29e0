using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class BulkTests(Chromium chromium)
{
    [Fact]
    public async Task Archive_TwoThousandOverAllPages_NamesWhoFailedAndCanBeUndone()
    {
        await using var app = await TestApp.StartAsync();
        var talents = await TalentsAsync(app, 2_000);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all on this page" }).CheckAsync();
        await Expect(Bar(page)).ToContainTextAsync("25 selected");
        await browser.AssertAccessibleAsync();
        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Select all 2,000" }).ClickAsync();
        await Expect(Bar(page)).ToContainTextAsync("2,000 selected");
        foreach (var gone in talents.TakeLast(2))
        {
            await app.Get<DeleteTalent>().ExecuteAsync(gone, Visit.Admin, CancellationToken.None);
        }

        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }).ClickAsync();

        var outcome = page.GetByRole(AriaRole.Dialog, new() { Name = "Some failed" });
        await Expect(outcome).ToContainTextAsync("1,998 talents archived. 2 failed.");
        await Expect(outcome.GetByRole(AriaRole.Listitem)).ToContainTextAsync(["Talent 1999: This talent was deleted", "Talent 2000: This talent was deleted"]);
        await browser.AssertAccessibleAsync();
        await outcome.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(page.GetByText("1,998 talents changed back.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Talent 0001", Exact = true })).ToBeVisibleAsync();
        await Expect(Bar(page)).ToContainTextAsync("2 selected");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Selection_MadeOverTwoPagesAndASearch_IsKeptAndTaggedByKeyboard(int width)
    {
        await using var app = await TestApp.StartAsync();
        await TalentsAsync(app, 30);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;
        await page.GetByLabel("Select Talent 0001").CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Page 2" }).Or(page.GetByRole(AriaRole.Link, new() { Name = "Next" })).First.ClickAsync();
        await page.GetByLabel("Select Talent 0030").CheckAsync();
        await page.GetByLabel("Search the roster").FillAsync("0007");
        await page.GetByLabel("Select Talent 0007").CheckAsync();
        await Expect(Bar(page)).ToContainTextAsync("3 selected");
        await browser.AssertFitsAsync();

        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Tag…" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Tag", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("summer");
        await browser.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("3 talents tagged “summer”.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Talents tagged summer" })).ToBeVisibleAsync();
        Assert.Equal(3, (await app.Get<TalentRoster>().GetAsync(new RosterRequest("summer"), CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Refresh_OfTheSelected_QueuesEveryProfileOfTheirs()
    {
        await using var app = await TestApp.StartAsync();
        var talents = await TalentsAsync(app, 3);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talents[0], "INSTAGRAM", "mara.lind"), Visit.Admin, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Instagram, @mara.lind: Connected" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all on this page" }).CheckAsync();

        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();

        await Expect(page.GetByText("1 talent queued for a refresh. 2 are already queued or syncing, or have nothing to refresh.")).ToBeVisibleAsync();
        await Expect(Bar(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Invite_TheSelected_ShowsALinkForEachThatWorks()
    {
        await using var app = await TestApp.StartAsync();
        await TalentsAsync(app, 2);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all on this page" }).CheckAsync();

        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Invite…" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Agency name").FillAsync("Nordlicht Talents");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create 2 links" }).ClickAsync();

        var lines = (await page.GetByLabel("Links", new() { Exact = true }).InputValueAsync()).Split('\n');
        Assert.Equal(["Talent 0001", "Talent 0002"], lines.Select(line => line.Split('\t')[0]));
        await browser.AssertAccessibleAsync();
        await page.GotoAsync(lines[1].Split('\t')[1]);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Connect your accounts");
        await Expect(page.GetByText("Talent 0002")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Columns_TurnedOffAndRowsMadeCompact_AreSoAfterAReload(int width)
    {
        await using var app = await TestApp.StartAsync();
        await TalentsAsync(app, 2);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;
        await page.GetByLabel("Columns and rows").ClickAsync();
        await page.GetByLabel("Followers", new() { Exact = true }).UncheckAsync();
        await page.GetByLabel("Added", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Compact").CheckAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.ReloadAsync();

        var row = page.GetByRole(AriaRole.Row, new() { Name = "Talent 0001" });
        await Expect(row.Locator("td.roster-added")).ToBeVisibleAsync();
        await Expect(row.Locator("td.roster-followers")).ToBeHiddenAsync();
        await page.GetByLabel("Columns and rows").ClickAsync();
        await Expect(page.GetByLabel("Compact")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Followers", new() { Exact = true })).Not.ToBeCheckedAsync();
    }

    private static ILocator Bar(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Selected talents" });

    private static async Task<Guid[]> TalentsAsync(TestApp app, int count)
    {
        var adding = app.Get<AddTalent>();
        var talents = await Task.WhenAll(Enumerable.Range(1, count).Select(number => adding.ExecuteAsync(new TalentRequest($"Talent {number:0000}"), Visit.Admin, CancellationToken.None)));
        return [.. talents.Select(talent => talent.Value.Id)];
    }
}
