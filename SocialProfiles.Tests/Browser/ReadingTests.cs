using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>What an admin sees of what could not be read: on the card, and among the numbers.</summary>
public sealed class ReadingTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Profiles_ReadInPart_SayWhatIsMissingAndWhy(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "YOUTUBE", "odd.orla"), Visit.Admin, CancellationToken.None);
        await ConsentAsync(app, talent, "INSTAGRAM", "maya.travels");
        await ConsentAsync(app, talent, "TIKTOK", "mara.lind", without: "video.list");
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();

        await page.GotoAsync($"/talents/{talent}");
        await Expect(page.GetByText("The talent didn't give permission to read the posts on TikTok.")).ToBeVisibleAsync();
        await Expect(page.GetByText("posts couldn't be read.")).ToBeVisibleAsync();
        await LookAsync(browser, $"reading-card-{width}-{scheme}");

        await page.GotoAsync($"/talents/{talent}/intelligence");
        await Expect(page.GetByText("@mara.lind: The talent didn't give permission to read the posts on TikTok.")).ToBeVisibleAsync();
        await Expect(page.Locator(".private").GetByText("of 28 days so far").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Total likes", new() { Exact = true }).First).ToBeVisibleAsync();
        await LookAsync(browser, $"reading-numbers-{width}-{scheme}");
        await page.GotoAsync($"/talents/{talent}/intelligence?posts=all&kind=story");
        await Expect(page.GetByText("Story without text").First).ToBeVisibleAsync();
    }

    private static async Task ConsentAsync(TestApp app, Guid talent, string platform, string account, string? without = null)
    {
        var link = await Visit.InviteAsync(app, talent, platform);
        using var visit = new Visit(app);
        await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link, platform), account, without));
    }

    private static async Task LookAsync(AdminBrowser browser, string name)
    {
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
