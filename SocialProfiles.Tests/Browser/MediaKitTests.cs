using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>From a number that is entered by hand to a kit that a brand holds in its hands and checks.</summary>
public sealed partial class MediaKitTests(Chromium chromium)
{
    private const string Hostile = "<script>alert(1)</script> \u05E9\u05DC\u05D5\u05DD =1+1 👩‍👩‍👧 </p>";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Kit_FromTheFirstNumberToTheCheck_SaysTheSameEverywhere(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Studio Nord"));
        await app.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(), Visit.Admin, CancellationToken.None);
        var talent = await Visit.TalentAsync(app);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "LINKEDIN", "mara-lind"), Visit.Admin, CancellationToken.None);
        await AddHostilePostAsync(app, talent);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        // A number by hand: refused without its evidence, then listed with its mark.
        await page.GotoAsync($"/talents/{talent}/intelligence");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a number" }).ClickAsync();
        await page.GetByLabel("Profile", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "LinkedIn: @mara-lind" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Number" }).FillAsync("4,321");
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(Today(app));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.GetByText("Choose the screenshot that shows the number.")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Screenshot", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "shot.png", MimeType = "image/png", Buffer = SamplePictures.Png(390, 700) });
        await Expect(page.GetByText("Uploaded: shot.png")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.GetByText("Self-reported", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show evidence for story views of @mara-lind" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Screenshot with the number 4,321" })).ToBeVisibleAsync();
        Assert.Equal(390, await page.GetByRole(AriaRole.Img, new() { Name = "Screenshot with the number 4,321" }).EvaluateAsync<int>("image => image.naturalWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        // The kit.
        await page.GetByRole(AriaRole.Link, new() { Name = "Media kit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Mara Lind" }).GetByText(Hostile)).ToHaveCountAsync(2);
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create media kit" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var link = await page.GetByLabel("Public link", new() { Exact = true }).InputValueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        var kit = Assert.Single(await app.Get<MediaKitList>().OfTalentAsync(talent, CancellationToken.None));

        // On paper.
        await page.GotoAsync($"/talents/{talent}/kits/{kit.Id}");
        await AssertKitAsync(browser, kit);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Print or save as PDF" })).ToBeHiddenAsync();
        await AssertShownAsync(page, kit);
        Assert.Equal("rgb(0, 0, 0)", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).EvaluateAsync<string>("heading => getComputedStyle(heading).color"));
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        foreach (var format in new[] { "A4", "Letter" })
        {
            var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = format }));
            Assert.InRange(Pages().Count(pdf), 1, 2);
            Assert.Contains(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Mara Lind – media kit – Studio Nord")), pdf, StringComparison.OrdinalIgnoreCase);
        }

        // In the hands of a brand, which has no account.
        await using var brand = await AdminBrowser.OpenAsync(chromium, app, width, scheme: scheme);
        await brand.Page.GotoAsync(link);
        await AssertKitAsync(brand, kit);
        await brand.Page.GotoAsync("/check");
        await brand.Page.GetByLabel("Check code").FillAsync("abcde 12345");
        await brand.Page.GetByLabel("Check code").PressAsync("Enter");
        await Expect(brand.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No media kit has this code.");
        await brand.AssertAccessibleAsync();
        await brand.Page.GetByLabel("Check code").FillAsync(kit.PrintedCode.ToLowerInvariant());
        await brand.Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(brand.Page.GetByText("This is what the agency's server holds for")).ToBeVisibleAsync();
        await AssertKitAsync(brand, kit);

        // Revoked at once.
        await app.Get<ShareMediaKit>().RevokeAsync(kit.Id, Visit.Admin, CancellationToken.None);
        await brand.Page.GotoAsync(link);
        await Expect(brand.Page.GetByRole(AriaRole.Heading, new() { Name = "This link no longer works" })).ToBeVisibleAsync();
        await brand.AssertAccessibleAsync();
    }

    private static async Task AssertKitAsync(AdminBrowser browser, MediaKitView kit)
    {
        await AssertShownAsync(browser.Page, kit);
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>("document.querySelectorAll('article script').length"));
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    /// <summary>Whose it is, a number with when and how it was read, one by hand with its mark, and by which code it is checked: in view or on paper, whichever the page is shown for.</summary>
    private static async Task AssertShownAsync(IPage page, MediaKitView kit)
    {
        var document = page.GetByRole(AriaRole.Article, new() { Name = "Mara Lind" });
        await Expect(document.GetByText("Mara Lind", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(document.GetByText("Studio Nord")).ToBeVisibleAsync();
        await Expect(document.GetByText(Hostile)).ToHaveCountAsync(2);
        await Expect(document.GetByText(Hostile).First).ToBeVisibleAsync();
        var views = document.Locator("dl > div").Filter(new() { Has = page.GetByText("Median views", new() { Exact = true }) });
        await Expect(views.GetByText("900,000", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(views.GetByText(new Regex(@"^Read \d+ \w+ \d{4}, \d\d:\d\d · public$", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await Expect(document.GetByText("4,321", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(document.GetByText("Self-reported", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(document.GetByText(kit.PrintedCode)).ToBeVisibleAsync();
    }

    /// <summary>A profile that was read, and the one post of the period, whose caption wants to be more than text.</summary>
    private static async Task AddHostilePostAsync(TestApp app, Guid talent)
    {
        var profile = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "YOUTUBE", "@mara.films"), Visit.Admin, CancellationToken.None)).Value.Connection.Id;
        await app.Services.UntilAsync(profile, SyncStatus.Ready);

        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == profile).Select(x => x.Key).SingleAsync();
                await db.Posts.Where(x => x.ConnectionKey == key).ExecuteDeleteAsync();
                db.Posts.Add(new SocialPost
                {
                    ConnectionKey = key,
                    PlatformPostId = "hostile",
                    Kind = PostKind.Video,
                    PublishedAt = now.AddDays(-1),
                    Text = Hostile,
                    Permalink = "javascript:alert(1)",
                    Views = 900_000,
                    Likes = 7,
                    Comments = 1,
                    NumbersAt = now,
                });
                db.Raise(new ConnectionChanged(profile, talent));
                return true;
            },
            CancellationToken.None);
    }

    private static string Today(TestApp app) => app.Get<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("/Type */Page[^s]", RegexOptions.None, 1000)]
    private static partial Regex Pages();
}
