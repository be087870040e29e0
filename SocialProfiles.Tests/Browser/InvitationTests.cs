using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>A talent on a phone: the link, the platform's page, the connection that comes alive, and the way back.</summary>
public sealed class InvitationTests(Chromium chromium)
{
    private const int Phone = 390;

    // The latency is slow enough that Chromium shows SYNCING on a busy machine, and quick enough for a test: Instagram is
    // asked some forty times, TikTok three.
    [Theory]
    [InlineData("INSTAGRAM", "Instagram", ColorScheme.Light, "150")]
    [InlineData("TIKTOK", "TikTok", ColorScheme.Dark, "1200")]
    [InlineData("YOUTUBE", "YouTube", ColorScheme.Light, "600")]
    public async Task Consent_OnAPhone_GoesFromTheLinkToConnectedAndIsWithdrawnLater(string key, string name, ColorScheme scheme, string latency)
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Nordlicht Talents"), ("Sandbox:LatencyMilliseconds", latency));
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, key);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone, scheme: scheme);
        var page = browser.Page;

        await page.GotoAsync($"/invitation/{link.Token}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connect your accounts with Nordlicht Talents" })).ToBeVisibleAsync();
        await Expect(page.GetByText(TestApp.AdminEmail)).ToBeVisibleAsync();
        await UntilOpenedAsync(app, talent);
        await Expect(page.GetByText("never sees your messages or your password")).ToBeVisibleAsync();
        await page.GetByText("What Nordlicht Talents can see").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).GetByText("your messages").Or(page.GetByText("your private and unlisted videos"))).ToBeVisibleAsync();
        await AssertCalmAsync(browser);

        await page.GetByRole(AriaRole.Link, new() { Name = $"Connect {name}" }).ClickAsync();
        await AllowAsync(page, "mara.lind");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All done, thank you" })).ToBeVisibleAsync();
        await Expect(State(page, "Syncing")).ToBeVisibleAsync();
        await Expect(State(page, "Connected")).ToBeVisibleAsync();
        await Expect(page.GetByText("Last read just now.")).ToBeVisibleAsync();
        Assert.DoesNotContain("code=", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("state=", page.Url, StringComparison.Ordinal);
        await AssertCalmAsync(browser);

        await page.GotoAsync($"/invitation/{link.Token}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your connected accounts" })).ToBeVisibleAsync();
        await page.GetByText("What Nordlicht Talents can see").ClickAsync();
        await Expect(page.GetByText("And never:")).ToBeVisibleAsync();
        await AssertCalmAsync(browser);
        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw access…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Withdraw access to {name}?" })).ToBeVisibleAsync();
        await AssertCalmAsync(browser);
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw access" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{name} is disconnected" })).ToBeVisibleAsync();
        await AssertCalmAsync(browser);
        var ended = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
        Assert.Equal(ConsentEndReason.Withdrawn, ended.Consent!.EndedBecause);
    }

    [Fact]
    public async Task Consent_OneOfTwo_NamesTheNextAndThenSaysThatAllIsDone()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK", "YOUTUBE");
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        await page.GotoAsync($"/invitation/{link.Token}");
        await Expect(page.GetByText("0 of 2 connected")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Connect TikTok" }).ClickAsync();
        await AllowAsync(page, "mara.lind");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "TikTok is connected" })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 2 connected")).ToBeVisibleAsync();
        await Expect(page.GetByText("Next: YouTube.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect YouTube" }).ClickAsync();
        await AllowAsync(page, "mara.films");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All done, thank you" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Both connected")).ToBeVisibleAsync();
        await Expect(page.GetByText("Last read just now.")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Page_ThreeAccountsOnASmallPhone_ShowsEveryConnectButtonWithoutScrolling()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "INSTAGRAM", "TIKTOK", "YOUTUBE");

        // What a phone's own bars leave of its 844 px, and two lines more by which the sandbox names itself.
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone, height: 720);
        await browser.Page.GotoAsync($"/invitation/{link.Token}");

        await Expect(browser.Page.GetByText("0 of 3 connected")).ToBeInViewportAsync();
        foreach (var name in new[] { "Instagram", "TikTok", "YouTube" })
        {
            await Expect(browser.Page.GetByRole(AriaRole.Link, new() { Name = $"Connect {name}" })).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await AssertCalmAsync(browser);
    }

    [Fact]
    public async Task Consent_WithoutJavaScript_ConnectsAndWithdraws()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        await using var context = await chromium.NewContextAsync(new() { BaseURL = app.Address.ToString(), JavaScriptEnabled = false, ViewportSize = new() { Width = Phone, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/invitation/{link.Token}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Connect TikTok" }).ClickAsync();
        await AllowAsync(page, "mara.lind");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All done, thank you" })).ToBeVisibleAsync();
        await Expect(page.GetByText("@mara.lind").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw access…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw access" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "TikTok is disconnected" })).ToBeVisibleAsync();
    }

    /// <summary>
    /// Once something is connected, the talent's numbers are on it: some 100 KB of markup, of which a proxy that packs sends a tenth. Pictures of posts
    /// aren't counted: they come last, once they are scrolled to.
    /// </summary>
    [Theory]
    [InlineData(false, 100_000)]
    [InlineData(true, 180_000)]
    public async Task Page_WithAllItsFiles_IsLightEnoughForAPhone(bool isConnected, int most)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "INSTAGRAM", "TIKTOK", "YOUTUBE");
        if (isConnected)
        {
            using var visit = new Visit(app);
            await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind"));
        }

        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        ConcurrentQueue<IResponse> responses = [];
        browser.Page.Response += (_, response) => responses.Enqueue(response);

        await browser.Page.GotoAsync($"/invitation/{link.Token}", new() { WaitUntil = WaitUntilState.Load });
        await Expect(isConnected ? State(browser.Page, "Connected") : browser.Page.GetByRole(AriaRole.Link, new() { Name = "Connect TikTok" })).ToBeVisibleAsync();

        var bytes = 0L;
        foreach (var response in responses.Where(response => response.Status == StatusCodes.Status200OK && !response.Url.Contains("/thumbnails/", StringComparison.Ordinal)))
        {
            bytes += await TransferredAsync(response);
        }

        Assert.InRange(bytes, 50_000, most);
    }

    /// <summary>
    /// A circuit is open to everybody, and what it shows is decided in it, not by the request for the page. So a visitor brings a
    /// page that the server has sealed for an admin: the components start, and the circuit's own check has to stop them.
    /// </summary>
    [Theory]
    [InlineData("/settings/api-keys", "API keys")]
    [InlineData("/", "Roster")]
    public async Task Visitor_InALiveCircuit_GetsNoFurtherThanSigningIn(string path, string heading)
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var sealedPage = await admin.GetAsync(path);
        var html = await sealedPage.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<!--Blazor:", html, StringComparison.Ordinal);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        var circuits = 0;
        page.WebSocket += (_, _) => Interlocked.Increment(ref circuits);
        await page.RouteAsync(new Uri(app.Address, path).ToString(), route => route.FulfillAsync(new() { ContentType = "text/html", Body = html }), new() { Times = 1 });

        await page.GotoAsync(path);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeHiddenAsync();
        Assert.True(circuits > 0, "No circuit was opened, so nothing was shown to stop anybody.");
    }

    [Theory]
    [InlineData("Deny", "mara.lind", null, "You declined on TikTok")]
    [InlineData("Allow", "mara.lind", "user.info.profile", "We need to check this account")]
    [InlineData("Allow", "somebody.else", null, "This isn't the expected account")]
    [InlineData("Allow", "ada.owner", null, "This account is already connected")]
    public async Task Consent_ThatConnectsNothing_EndsOnItsOwnCalmPage(string decision, string account, string? without, string title)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var owner = await Visit.TalentAsync(app, "Ada Owner");
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "TIKTOK", "mara.lind"), Visit.Admin, CancellationToken.None);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(owner, "TIKTOK", "ada.owner"), Visit.Admin, CancellationToken.None);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        await BeginAsync(page, link, "tiktok");
        if (without is not null)
        {
            await page.GetByLabel(without).UncheckAsync();
        }

        await page.GetByLabel("Account to sign in as").FillAsync(account);
        await page.GetByRole(AriaRole.Button, new() { Name = decision, Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await Expect(page.GetByText("Ada Owner")).ToHaveCountAsync(0);
        await AssertCalmAsync(browser);
    }

    [Theory]
    [InlineData("INSTAGRAM", "nonexistent.mara", "There's no account on Instagram that we can read")]
    [InlineData("YOUTUBE", "nonexistent.mara", "There's no account on YouTube that we can read")]
    [InlineData("TIKTOK", "down.mara", "TikTok sent an unexpected answer")]
    public async Task Consent_PlatformThatGivesNothing_SaysWhatToDo(string platform, string account, string title)
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), platform);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        await BeginAsync(browser.Page, link, platform.ToLowerInvariant());
        await AllowAsync(browser.Page, account);

        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await AssertCalmAsync(browser);
    }

    [Fact]
    public async Task Consent_WrongAccountThenTheRightOne_NamesBothAndThenOnlyTheRightOne()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "YOUTUBE", "mara.films"), Visit.Admin, CancellationToken.None);
        var link = await Visit.InviteAsync(app, talent, "YOUTUBE");
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        await BeginAsync(page, link, "youtube");
        await AllowAsync(page, "somebody.else");

        await Expect(page.GetByText("You gave access to @somebody.else, but Nordlicht Talents expected @mara.films.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Use another account" }).ClickAsync();
        await AllowAsync(page, "mara.films");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All done, thank you" })).ToBeVisibleAsync();
        await Expect(page.GetByText("@mara.films").First).ToBeVisibleAsync();
        await Expect(State(page, "Connected")).ToBeVisibleAsync();
        await Expect(page.GetByText("@somebody.else")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Use another account" })).ToHaveCountAsync(0);
        await AssertCalmAsync(browser);

        await page.GotoAsync($"/invitation/{link.Token}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your connected accounts" })).ToBeVisibleAsync();
        await Expect(page.GetByText("@somebody.else")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Dark, Phone)]
    [InlineData(ColorScheme.Light, 1280)]
    public async Task Links_ThatOpenNothing_SayWhyAndWhatToDo(ColorScheme scheme, int width)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var replaced = await Visit.InviteAsync(app, talent, "TIKTOK");
        await app.Get<InviteTalent>().AnewAsync(replaced.Invitation.Id, Visit.Admin, CancellationToken.None);
        var revoked = await Visit.InviteAsync(app, talent, "TIKTOK");
        await app.Get<RevokeInvitation>().ExecuteAsync(revoked.Invitation.Id, Visit.Admin, CancellationToken.None);
        var expired = await Visit.InviteAsync(app, talent, "TIKTOK");
        await ExpireAsync(app, expired.Invitation.Id);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, width, scheme: scheme);

        foreach (var (path, title) in new[]
        {
            ($"/invitation/{revoked.Token[..^3]}", "This link isn't complete"),
            ($"/invitation/{replaced.Token}", "This link doesn't work"),
            ($"/invitation/{revoked.Token}", "This invitation was withdrawn"),
            ($"/invitation/{expired.Token}", "This link has expired"),
            ("/consent/other-browser", "You started in another browser"),
            ("/consent/expired-state", "That took longer than an hour"),
            ("/consent/used-state", "We already have your answer"),
            ("/consent/unknown-state", "There is nothing to finish here"),
            ("/consent/invitation-over", "This invitation has ended"),
            ("/consent/platform-failed", "The platform sent an unexpected answer"),
            ("/consent/anything-else", "There is nothing to finish here"),
        })
        {
            await browser.Page.GotoAsync(path);
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
            await AssertCalmAsync(browser);
        }
    }

    [Fact]
    public async Task Link_UsedUpAndExpired_StillShowsWhatIsReadAndWithdraws()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK", "YOUTUBE");
        using (var visit = new Visit(app))
        {
            await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind"));
        }

        await ExpireAsync(app, link.Invitation.Id);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        await page.GotoAsync($"/invitation/{link.Token}");

        await Expect(page.GetByText("Keep this link")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Connect YouTube" })).ToHaveCountAsync(0);
        await AssertCalmAsync(browser);
        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw access…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw access" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "TikTok is disconnected" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_ConsentEndedByThePlatform_OffersToConnectAgain()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, Phone);
        var page = browser.Page;
        await BeginAsync(page, link, "tiktok");
        await AllowAsync(page, "mara.lind");
        await Expect(State(page, "Connected")).ToBeVisibleAsync();

        await app.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("TIKTOK", SocialProfiles.Sandbox.TikTok.TikTokTokens.OpenId("mara.lind"), app.Get<TimeProvider>().GetUtcNow().AddHours(1)), CancellationToken.None);
        await Expect(State(page, "Ended")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect again with TikTok" }).ClickAsync();
        await AllowAsync(page, "mara.lind");

        await Expect(State(page, "Connected")).ToBeVisibleAsync();
    }

    /// <summary>As many bytes as it has once it is published: a build leaves files uncompressed that publishing packs with Brotli.</summary>
    private static async Task<long> TransferredAsync(IResponse response)
    {
        var body = await response.BodyAsync();
        if (response.Request.ResourceType is not ("script" or "stylesheet"))
        {
            return body.Length;
        }

        using var packed = new MemoryStream();
        await using (var packer = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await packer.WriteAsync(body, TestContext.Current.CancellationToken);
        }

        return packed.Length;
    }

    /// <summary>The page tells by its script that somebody looks at it.</summary>
    private static async Task UntilOpenedAsync(TestApp app, Guid talent)
    {
        using var changes = app.Get<ConnectionFeed>().SubscribeToConsents(talent);
        while (Assert.Single(await app.Get<InvitationList>().OfTalentAsync(talent, CancellationToken.None)).OpenedAt is null)
        {
            await changes.NextAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task BeginAsync(IPage page, InvitationLink link, string platform)
    {
        await page.GotoAsync($"/invitation/{link.Token}");
        await page.Locator($"a[href$='/{platform}']").ClickAsync();
    }

    private static async Task ExpireAsync(TestApp app, Guid invitation) => await app.Get<Core.Storage.Database>().WriteAsync(
        async db => (await db.Invitations.AsTracking().SingleAsync(x => x.Id == invitation)).ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(-1), CancellationToken.None);

    private static async Task AllowAsync(IPage page, string account)
    {
        await page.GetByLabel("Account to sign in as").FillAsync(account);
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
    }

    private static ILocator State(IPage page, string label) => page.GetByRole(AriaRole.Status).GetByText(label, new() { Exact = true });

    private static async Task AssertCalmAsync(AdminBrowser browser)
    {
        await Expect(browser.Page.GetByText("made up")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }
}
