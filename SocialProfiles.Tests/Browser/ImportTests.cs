using System.Text;
using Microsoft.Playwright;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>A roster comes in by a file, and a talent goes.</summary>
public sealed class ImportTests(Chromium chromium)
{
    [Fact]
    public async Task Import_PastedRows_ArePreviewedMatchedRunAndReported()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Import a roster" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview pasted rows" }).ClickAsync();
        await Expect(page.GetByText("Paste rows first, or choose a file.")).ToBeVisibleAsync();

        // More than one message of the line takes, and a column that nobody could guess.
        var rows = new StringBuilder("Who;Network;Handle;Followers;Date\n");
        for (var i = 1; i <= 2_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"Talent {i};YouTube;@talent{i};{i};2026-01-02\n");
        }

        rows.Append("Mara;myspace;@mara;;\n<script>alert(1)</script>;Instagram;@a b;;\n");
        await page.GetByLabel("Or paste rows").FillAsync(rows.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview pasted rows" }).ClickAsync();
        await page.GetByLabel("Who", new() { Exact = true }).SelectOptionAsync("Name");
        await Expect(page.GetByText("2,000 new talents, 0 more new profiles, 0 already there, 2 rows can't be imported")).ToBeVisibleAsync();
        await page.GetByLabel("Show").SelectOptionAsync("HandleRefused");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "<script>alert(1)</script>" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Import 2,002 rows" }).ClickAsync();
        await Expect(page.GetByText("Done: 2,002 of 2,002 rows. 2,000 talents added")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download report" }).ClickAsync());
        var report = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("2,Talent added,Talent 1,YouTube,talent1,1,2026-01-02T00:00:00Z,", report, StringComparison.Ordinal);
        Assert.Contains("Unknown platform", report, StringComparison.Ordinal);
        Assert.Equal(2_000, (await app.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Leave_OnAPhone_GivesThePackAsksForTheNameAndErases()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, 390, ColorScheme.Dark);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync($"/talents/{talent}");
        await page.GetByLabel("Actions for Mara Lind").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Export and erase…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Export and erase Mara Lind" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download pack" }).ClickAsync());
        Assert.Matches("^talent-pack-.*\\.zip$", download.SuggestedFilename);

        await page.GetByLabel("Type Mara Lind to confirm").FillAsync("Somebody Else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase talent" }).ClickAsync();
        await Expect(page.GetByText("This isn't the talent's name.")).ToBeVisibleAsync();
        await page.GetByLabel("Type Mara Lind to confirm").FillAsync("Mara Lind");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase talent" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mara Lind was erased" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GotoAsync("/activity");
        await Expect(page.GetByText("erased a talent at the talent's request")).ToBeVisibleAsync();
        await Expect(page.GetByText("Mara Lind")).ToHaveCountAsync(0);
    }
}
