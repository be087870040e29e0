using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>A talent's numbers in a browser: for the agency, and for the talent.</summary>
public sealed class IntelligenceTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Tab_WithGapsAndAHiddenNumber_ShowsThePeriodThatIsChosenAndSaysWhatIsNotKnown(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await SyncedAsync(app, talent, "INSTAGRAM", "maya.travels");
        await SyncedAsync(app, talent, "YOUTUBE", "hidden.mara");
        await RememberAsync(app, talent);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();
        await page.GotoAsync($"/talents/{talent}/intelligence");
        await Expect(page.GetByText("@hidden.mara on YouTube: Unknown: the account hides it.").First).ToBeAttachedAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        // What a number says when it has the focus is read within the window, at its right edge too.
        foreach (var number in await page.Locator(".tile .about-number").AllAsync())
        {
            await number.FocusAsync();
            var brief = await page.Locator(".about-brief:visible").BoundingBoxAsync();
            Assert.True(brief is { X: >= 0 } && brief.X + brief.Width <= width, $"{await number.TextContentAsync()} is cut off.");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Followers: At least" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "About Followers" }).GetByText("Instagram API v25.0, business_discovery, public")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "About Followers" }).GetByText("@hidden.mara on YouTube: Unknown: the account hides it.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        // One day of the three before today was not read.
        await page.GetByText("Show as a table: Followers").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Followers, " }).GetByRole(AriaRole.Row).Nth(-3)).ToContainTextAsync("Not read");
        await page.GetByRole(AriaRole.Link, new() { Name = "7 days" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("days=7$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Followers of @maya.travels on Instagram" })).ToHaveAccessibleNameAsync(new Regex("of 7 days", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GotoAsync($"/talents/{talent}/intelligence?from=2026-02-02&to=2026-02-01");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a first day that isn't after the last day.");
    }

    [Fact]
    public async Task Tab_Filtered_LinksToFilesOfWhatItShows()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await SyncedAsync(app, talent, "YOUTUBE", "mara.films");
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;

        await page.GotoAsync($"/talents/{talent}/intelligence?from=2026-02-01&to=2026-02-02&platform=youtube&posts=all&kind=video");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Posts as CSV" })).ToHaveAttributeAsync("href", $"/api/export/posts.csv?talentId={talent}&platform=YOUTUBE&kind=Video");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Days as CSV" })).ToHaveAttributeAsync("href", $"/api/export/timeseries.csv?talentId={talent}&from=2026-02-01&to=2026-02-02&platform=YOUTUBE");
    }

    [Fact]
    public async Task TalentsPage_AfterConnecting_ShowsTheNumbersThatTheAgencySees()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await SyncedAsync(app, talent, "INSTAGRAM", "another.profile");
        var link = await Visit.InviteAsync(app, talent, "YOUTUBE");
        using (var visit = new Visit(app))
        {
            await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link, "YOUTUBE"), "mara.films"));
        }

        await UntilAsync(app, talent, 2);
        await using var context = await chromium.NewContextAsync(new() { BaseURL = app.Address.ToString(), JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/invitation/{link.Token}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your numbers" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Followers of @mara.films on YouTube" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Followers of @another.profile on Instagram" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Followers:", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("with permission, read")).ToBeVisibleAsync();
        await using var seen = await AdminBrowser.OpenAsync(chromium, app, 390);
        await seen.Page.GotoAsync($"/invitation/{link.Token}");
        await seen.AssertAccessibleAsync();
        await seen.AssertFitsAsync();
    }

    [Fact]
    public async Task TalentsPage_WithoutAScript_HasThePeriodsChartsPostsAndEnteredNumbersOfTheAgency()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await SyncedAsync(app, talent, "INSTAGRAM", "another.profile");
        var link = await Visit.InviteAsync(app, talent, "YOUTUBE");
        using (var visit = new Visit(app))
        {
            await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link, "YOUTUBE"), "mara.films"));
        }

        await UntilAsync(app, talent, 2);
        var byHand = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!, profile => profile.Platform == "INSTAGRAM");
        var number = new NumberReport(byHand.Id, SelfReportedMetric.StoryViews, "12000", new DateOnly(2026, 1, 5), SamplePictures.Png(), null);
        Assert.True((await app.Get<ReportNumber>().ExecuteAsync(number, Visit.Admin, CancellationToken.None)).Succeeded);
        await using var context = await chromium.NewContextAsync(new() { BaseURL = app.Address.ToString(), JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/invitation/{link.Token}");

        foreach (var heading in new[] { "Views gained by day", "Engagement gained by day", "By profile", "Best times to post", "Top posts" })
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Show curve" }).First.ClickAsync();
        await Expect(page.GetByText("Numbers: ")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Hide curve" }).ClickAsync();
        await Expect(page.GetByText("Numbers: ")).ToBeHiddenAsync();
        await Expect(page.GetByText("12,000 story views")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "1 year" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Views gained by week" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "At any time" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"\?days=365&posts=all&page=2#posts$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByText("Page 2 of")).ToBeVisibleAsync();
        await page.GotoAsync($"/invitation/{link.Token}?page=9999");
        await Expect(page.GetByText(new Regex(@"Page (?<last>\d+) of \k<last>", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
    }

    private static async Task SyncedAsync(TestApp app, Guid talent, string platform, string handle)
    {
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, platform, handle), Visit.Admin, CancellationToken.None);
        await UntilAsync(app, talent, 1);
    }

    private static async Task UntilAsync(TestApp app, Guid talent, int synced)
    {
        while ((await app.Get<ConnectionList>().OfTalentAsync(talent, TestContext.Current.CancellationToken))!.Count(profile => profile.LastSyncedAt is not null) < synced)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Followers as they were one day and three days ago, and nothing of the day between.</summary>
    private static async Task RememberAsync(TestApp app, Guid talent)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.TalentId == talent && x.Platform == "INSTAGRAM").Select(x => x.Key).SingleAsync();
                db.ProfileReadings.AddRange(new[] { 1, 3 }.Select(days => new ProfileReading { ConnectionKey = key, FirstReadAt = now.AddDays(-days), LastReadAt = now.AddDays(-days).AddSeconds(1), Followers = 1000 - days }));
                return true;
            },
            CancellationToken.None);
    }
}
