using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class HomeFindCompareTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task HomeFindAndCompare_FilledWithSamples_LeadToEachOtherAndAreAccessible(int width)
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Instagram, @maya.travels: Connected" })).ToBeVisibleAsync();

        // Home, by its key.
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("h");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("read within the last hour")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Newest posts" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Movers appear once a profile has one reading from 7 days ago")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        // Find: a condition that can't be read is said, one that can is in the address.
        await page.GetByRole(AriaRole.Link, new() { Name = "See the profiles" }).ClickAsync();
        var from = page.GetByLabel("Followers from");
        await from.FillAsync("many");
        await from.BlurAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "isn't a number of followers" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await from.FillAsync("1K");
        await from.BlurAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/find\?from=1K$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Compare Maya Lindqvist", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First).ToBeVisibleAsync();
        await browser.AssertFitsAsync();

        // A view for the team.
        await page.GetByText("Saved views").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Over a thousand");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.GetByText("Saved views (1)")).ToBeVisibleAsync();
        await page.GetByText("Saved views (1)").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Over a thousand" })).ToHaveAttributeAsync("href", "/find?from=1000");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the view Over a thousand" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Saved views (1)")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        // Two of them side by side.
        foreach (var name in new[] { "Maya Lindqvist", "Rafael Costa" })
        {
            await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex($"^Compare {name}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.CheckAsync();
        }

        await page.GetByRole(AriaRole.Region, new() { Name = "Talents to compare" }).GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        var comparison = page.GetByRole(AriaRole.Region, new() { Name = "Comparison" });
        await Expect(comparison.GetByRole(AriaRole.Columnheader, new() { Name = "Maya Lindqvist" })).ToBeVisibleAsync();
        await Expect(comparison.GetByRole(AriaRole.Rowheader, new() { Name = "Median views" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Followers over time" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.ReloadAsync();
        await Expect(comparison.GetByRole(AriaRole.Columnheader, new() { Name = "Rafael Costa" })).ToBeVisibleAsync();
    }

    /// <summary>On Kiritimati it's the next day from ten in the morning on, by UTC.</summary>
    [Fact]
    public async Task FindAndCompare_LastPost_IsOnTheAgencysDay()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<SetTimeZone>().ExecuteAsync("Pacific/Kiritimati", Actor.System, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var noon = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-30).AddHours(12), TimeSpan.Zero);
        await app.Get<Core.Storage.Database>().WriteAsync(now, new ReadProfile("Ada", 12_000, "INSTAGRAM") { LastPostDaysAgo = (now - noon).TotalDays });
        var talent = (await app.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows[0].Id;
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, 1280);
        var date = noon.AddDays(1).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

        foreach (var address in new[] { "/find", $"/compare?talents={talent}" })
        {
            await browser.Page.GotoAsync(address);
            await Expect(browser.Page.GetByText(date).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Exports_OfFindAndCompare_AreFilesAsFiltered()
    {
        await using var app = await TestApp.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await app.Get<Core.Storage.Database>().WriteAsync(now, new ReadProfile("=HYPERLINK(1)", 12_000, "INSTAGRAM"), new ReadProfile("Ben", 900, "INSTAGRAM") { Before = [(28.5, 600)] });
        using var client = await app.SignedInAsync();
        var ids = (await app.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows.Select(row => row.Id).ToArray();

        var found = await (await client.GetAsync("/find/export.csv?growth=10")).Content.ReadAsStringAsync();
        var compared = await (await client.GetAsync($"/compare/export.csv?talents={string.Join(',', ids)}&days=28")).Content.ReadAsStringAsync();

        Assert.Equal(2, found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Ben,,Instagram,ben.instagram,https://example.com/ben.instagram,900,no,,300,0.5,", found, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK(1)", compared, StringComparison.Ordinal);
        Assert.Contains("Followers,", compared, StringComparison.Ordinal);
    }
}
