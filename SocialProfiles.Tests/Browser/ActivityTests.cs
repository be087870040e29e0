using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An admin finds who did what, sees what is new, and takes it along as a file.</summary>
public sealed class ActivityTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Activity_FilteredAndWatched_IsFoundKeptInTheAddressAndExported(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Mara Lind");
        await AddAsync(app, "Finn Roth");
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/activity?from=nonsense&kind=42");
        await page.GetByLabel("Kind").SelectOptionAsync("Talents");
        await Expect(page.GetByText("2 entries · Talents")).ToBeVisibleAsync();
        await page.GetByLabel("Talent", new() { Exact = true }).FillAsync("Mara Lind");
        await page.GetByLabel("Talent", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByText("1 entry · Talents · Mara Lind")).ToBeVisibleAsync();
        await page.GetByLabel("To (UTC)").FillAsync("2020-01-01");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No activity matches these filters" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("0 entries · Talents · Mara Lind · until 1 Jan 2020 (UTC)")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByText("2 entries · Talents")).ToBeVisibleAsync();

        await AddAsync(app, "Ida Sand");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show 1 new entry" }).ClickAsync();
        await Expect(page.GetByText("3 entries · Talents")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Ida Sand");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        Assert.Equal(4, (await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).Length);
        await browser.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{app.Address}activity");
    }

    private static async Task AddAsync(TestApp app, string name) => await app.Get<AddTalent>().ExecuteAsync(new TalentRequest(name), Actor.System, CancellationToken.None);
}
