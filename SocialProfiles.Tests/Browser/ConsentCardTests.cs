using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox.TikTok;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>What an admin sees and does of consents, on the card.</summary>
public sealed class ConsentCardTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Invite_Talent_ShowsTheLinkOnceAndThenHowItGoes(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await using var browser = await OpenAsync(app, talent, width, scheme);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Invite talent" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("YouTube").UncheckAsync();
        await page.GetByLabel("Link valid for (days)").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter your agency's name");
        await Expect(page.GetByLabel("Agency name")).ToBeFocusedAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Agency name").FillAsync("Studio Nord");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("1 to 90 days");
        await Expect(page.GetByLabel("Link valid for (days)")).ToBeFocusedAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Link valid for (days)").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var field = page.GetByLabel("Link for the talent");
        await Expect(field).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "The invitation's link as a QR code" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        var link = await field.InputValueAsync();
        var message = await page.GetByLabel("Message for the talent").InputValueAsync();
        Assert.StartsWith("Hi Mara,", message, StringComparison.Ordinal);
        Assert.Contains("Studio Nord would like to see the numbers for your Instagram and TikTok accounts.", message, StringComparison.Ordinal);
        Assert.Contains(link, message, StringComparison.Ordinal);
        await Expect(page.GetByText("This link only works on this computer.")).ToBeVisibleAsync();
        await AssertCopiedAsync(page, "Copy message", message);
        await AssertCopiedAsync(page, "Copy link", link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByText("not opened yet")).ToBeVisibleAsync();

        using var visit = new Visit(app);
        await visit.Browser.PageAsync(new Uri(link).PathAndQuery);
        await Expect(page.GetByText("not opened yet")).ToBeVisibleAsync();
        var consentPage = await visit.FollowAsync($"{new Uri(link).PathAndQuery}/tiktok");
        await Expect(page.GetByText("opened just now")).ToBeVisibleAsync();
        await visit.FollowAsync(await visit.AllowAsync(consentPage, "mara.lind"));

        await Expect(page.GetByText("TikTok: done")).ToBeVisibleAsync();
        await Expect(page.GetByText("Instagram: not yet")).ToBeVisibleAsync();
        await Expect(Row(page, "mara.lind").GetByText("OAUTH")).ToBeVisibleAsync();
        await Expect(Row(page, "mara.lind").GetByText("Connected: ")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    [Fact]
    public async Task Invitation_SentAnewAndRevoked_LeavesTheOldLinksUseless()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var first = await Visit.InviteAsync(app, talent, "TIKTOK");
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Send new link" }).ClickAsync();
        var second = new Uri(await page.GetByLabel("Link for the talent").InputValueAsync()).AbsolutePath;
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        using var visitor = app.Browser();
        using var replaced = await visitor.GetAsync($"/invitation/{first.Token}");
        await visitor.PageAsync(second);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke… the invitation" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke invitation" }).ClickAsync();

        await Expect(page.GetByText("The invitation is revoked.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Invitations" })).ToBeHiddenAsync();
        using var revoked = await visitor.GetAsync(second);
        Assert.Equal("This link doesn't work", (await PageClient.ReadAsync(replaced)).QuerySelector("h1")!.TextContent);
        Assert.Equal("This invitation was withdrawn", (await PageClient.ReadAsync(revoked)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Held_AccountOfAnotherTalent_MovesWithItsHistoryWhenItIsAccepted()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await Visit.TalentAsync(app, "Ada Owner");
        var talent = await Visit.TalentAsync(app);
        var connected = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(owner, "YOUTUBE", "ada.films"), Visit.Admin, CancellationToken.None)).Value.Connection;
        await using var former = await OpenAsync(app, owner);
        await Expect(Row(former.Page, "ada.films")).ToBeVisibleAsync();
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;
        await ConsentAsync(app, talent, "YOUTUBE", "ada.films");

        await Expect(page.GetByText("@ada.films on YouTube is connected to Ada Owner")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept… @ada.films" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("moves from Ada Owner");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();

        await Expect(Row(page, "ada.films").GetByText("Connected: ")).ToBeVisibleAsync();
        await Expect(page.GetByText("Needs your decision")).ToBeHiddenAsync();
        await Expect(former.Page.GetByText("No profiles connected yet")).ToBeVisibleAsync();
        Assert.Equal(connected.Id, Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!).Id);
        Assert.Empty((await app.Get<ConnectionList>().OfTalentAsync(owner, CancellationToken.None))!);
    }

    [Fact]
    public async Task Held_OtherAccount_IsRefusedAndSaysWhatBecameOfIt()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "TIKTOK", "mara.lind"), Visit.Admin, CancellationToken.None);
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;
        await ConsentAsync(app, talent, "TIKTOK", "somebody.else");

        await Expect(page.GetByText("@somebody.else on TikTok instead of @mara.lind")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse… @somebody.else" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse", Exact = true }).ClickAsync();

        await Expect(page.GetByText("The permission for @somebody.else is refused. We told TikTok")).ToBeVisibleAsync();
        Assert.Empty(await app.Get<HeldConsentList>().OfTalentAsync(talent, CancellationToken.None));
        Assert.Equal("mara.lind", Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!).Handle);
    }

    [Fact]
    public async Task Reconnect_ConsentEnded_IsOnePressAwayAndKeepsTheConnection()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await ConsentAsync(app, talent, "TIKTOK", "mara.lind");
        var before = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
        await app.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("TIKTOK", TikTokTokens.OpenId("mara.lind"), app.Get<TimeProvider>().GetUtcNow().AddHours(1)), CancellationToken.None);
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;

        await Expect(Row(page, "mara.lind")).ToContainTextAsync("Reconnect needed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite to reconnect @mara.lind" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var link = new Uri(await page.GetByLabel("Link for the talent").InputValueAsync()).AbsolutePath;
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        using var visit = new Visit(app);
        await visit.FollowAsync(await visit.AllowAsync(await visit.FollowAsync($"{link}/tiktok"), "mara.lind"));

        await Expect(Row(page, "mara.lind").GetByText("Connected: ")).ToBeVisibleAsync();
        Assert.Equal(before.Id, Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!).Id);
    }

    [Fact]
    public async Task OwnAccount_ConsentFromTheForm_ComesBackToTheCardWithAMessage()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "YouTube" }).CheckAsync(new() { Force = true });

        // The link leads to the platform that the server knows of.
        await Expect(page.GetByText("Is the YouTube account yours?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect with your permission" }).ClickAsync();
        await page.GetByLabel("Account to sign in as").FillAsync("mara.films");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();

        await Expect(page.GetByText("YouTube: connected with your permission.")).ToBeVisibleAsync();
        await Expect(Row(page, "mara.films").GetByText("Connected: ")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{app.Address}talents/{talent}");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    [Fact]
    public async Task Disconnect_ProfileWithPermission_SaysWhatBecameOfItAtThePlatform()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await ConsentAsync(app, talent, "INSTAGRAM", "mara.lind");
        await using var browser = await OpenAsync(app, talent);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Disconnect @mara.lind" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It also ends the talent's permission");
        await page.GetByRole(AriaRole.Button, new() { Name = "Disconnect profile" }).ClickAsync();

        await Expect(page.GetByText("@mara.lind on Instagram is disconnected. We can't end the access at Instagram ourselves")).ToBeVisibleAsync();
    }

    /// <summary>Copies as on a page without https, where the clipboard itself is not lent: what is selected then is what is copied.</summary>
    private static async Task AssertCopiedAsync(IPage page, string button, string text)
    {
        await page.EvaluateAsync(
            """
            () => {
              Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
              document.addEventListener("copy", () => {
                const field = document.activeElement;
                window.copied = field.value.slice(field.selectionStart, field.selectionEnd);
              }, { once: true });
            }
            """);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).GetByText("Copied", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Equal(text, await page.EvaluateAsync<string>("window.copied"));
    }

    private static async Task ConsentAsync(TestApp app, Guid talent, string platform, string account)
    {
        var link = await Visit.InviteAsync(app, talent, platform);
        using var visit = new Visit(app);
        await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link, platform), account));
    }

    private async Task<AdminBrowser> OpenAsync(TestApp app, Guid talent, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();
        await browser.Page.GotoAsync($"/talents/{talent}");
        await Expect(browser.Page.GetByLabel("Handle or profile link")).ToBeVisibleAsync();
        return browser;
    }

    private static ILocator Row(IPage page, string handle) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = $"@{handle} on" }) });
}
