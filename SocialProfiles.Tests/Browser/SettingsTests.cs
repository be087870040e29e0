using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An admin sets up platforms and agency, and hears of what waits for somebody.</summary>
public sealed class SettingsTests(Chromium chromium)
{
    private const string Secret = "s3cret-that-nobody-sees";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Credentials_SetTestedMendedAndCleared_AreInUseAtOnce(int width, ColorScheme scheme)
    {
        // Knows one app, and says of any other what TikTok says.
        await using var tikTok = await LocalServer.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
            await context.Response.WriteAsync(
                form["client_secret"] == Secret
                    ? """{"error":"invalid_grant","error_description":"Authorization code is expired.","log_id":"1"}"""
                    : """{"error":"invalid_client","error_description":"Client secret is incorrect.","log_id":"1"}""",
                context.RequestAborted);
        });
        await using var app = await TestApp.StartAsync(("Sandbox:Enabled", "false"), ("Platforms:TikTok:ApiBaseUrl", tikTok.Address), ("Web:PublicUrl", "https://talents.agency.example"));
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Platforms" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up TikTok" }).ClickAsync();
        await Expect(page.GetByLabel("Redirect address", new() { Exact = true })).ToHaveValueAsync("https://talents.agency.example/api/socials/oauth/callback");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GetByLabel("Client key", new() { Exact = true }).FillAsync("aw123");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“Client key” and “Client secret” belong together: set both, or none.");
        await browser.AssertAccessibleAsync();

        await page.GetByLabel("Client secret", new() { Exact = true }).FillAsync("mistyped");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved, and in use now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.GetByText("TikTok doesn't accept the Client secret.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Client secret", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Client secret", new() { Exact = true })).ToBeFocusedAsync();
        await browser.AssertAccessibleAsync();

        await page.GetByLabel("Client secret", new() { Exact = true }).FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.GetByText("Save your changes before testing.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved, and in use now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.GetByText("TikTok knows the app and accepts its secret.")).ToBeVisibleAsync();
        Assert.True(app.Get<PlatformCatalog>().ConsentOf("TIKTOK")!.IsConfigured);

        await page.GetByLabel("Client key", new() { Exact = true }).FillAsync("");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Clear the stored Client secret" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved, and in use now.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Not set")).ToBeVisibleAsync();
        Assert.False(app.Get<PlatformCatalog>().ConsentOf("TIKTOK")!.IsConfigured);
    }

    [Fact]
    public async Task Credentials_Stored_NeverReachTheBrowserAgain()
    {
        await using var app = await TestApp.StartAsync(("Sandbox:Enabled", "false"), ("Platforms:YouTube:ApiKey", "AIza-configured-secret"));
        await app.Get<SaveCredentials>().ExecuteAsync("YOUTUBE", [new("ClientId", "a.apps.googleusercontent.com"), new("ClientSecret", Secret)], Actor.System, CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        var received = new StringBuilder();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Append(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));

        await page.GotoAsync("/settings/platforms/youtube");
        await Expect(page.GetByLabel("Client ID", new() { Exact = true })).ToHaveValueAsync("a.apps.googleusercontent.com");
        await Expect(page.GetByLabel("Client secret", new() { Exact = true })).ToHaveValueAsync("");
        await Expect(page.GetByLabel("API key", new() { Exact = true })).ToHaveAttributeAsync("readonly", "");
        await Expect(page.GetByText("The configuration file sets this: Platforms:YouTube:ApiKey.")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();

        Assert.Contains("googleusercontent", received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("configured-secret", received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_InTheSandbox_AreKeptForLaterAndItSaysSo()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/settings/platforms/youtube");
        await Expect(page.GetByText("The sandbox stands in for the platforms.")).ToBeVisibleAsync();
        await page.GetByLabel("API key", new() { Exact = true }).FillAsync("AIza");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved. We'll use it once the sandbox is off.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();

        await Expect(page.GetByText("In the sandbox: ").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Provider_SavedEmptyFromTheEndOfTheForm_LeadsToWhatIsMissing()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/settings/single-sign-on/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();

        await Expect(page.GetByLabel("Address of the provider")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Address of the provider")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Agency_Named_IsWhatTalentsRead()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Link, new() { Name = "Agency" }).ClickAsync();
        await page.GetByLabel("Agency name").FillAsync("Nord\u202Elicht");
        await page.GetByLabel("Agency name").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("direction of text");
        await Expect(page.GetByLabel("Agency name")).ToBeFocusedAsync();
        await Expect(page.GetByText("Only this computer can open it, so phones can't.")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Agency name").FillAsync("Studio Nord");
        await page.GetByLabel("Agency name").PressAsync("Enter");

        await Expect(page.GetByText("Saved. Talents see “Studio Nord”.")).ToBeVisibleAsync();
        Assert.Equal("Studio Nord", (await app.Get<AgencyDirectory>().GetNameAsync(CancellationToken.None)).Value);
        Assert.Equal(ActivityAction.AgencyChanged, (await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0].Action);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Notices_RaisedAndClosed_AreSeenInTheOpenPage(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), Actor.System, CancellationToken.None)).Value.Id;
        var connection = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "TIKTOK", "mara.lind"), Actor.System, CancellationToken.None)).Value.Connection.Id;
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nothing needs attention" })).ToBeVisibleAsync();
        await Expect(page.GetByText("see what to do")).ToHaveCountAsync(0);

        await NoticeAsync(app, async (board, db) => await board.RaiseReconnectAsync(db, await db.Connections.SingleAsync(x => x.Id == connection), CancellationToken.None));
        await Expect(page.GetByText("1 thing needs attention: see what to do")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "1 thing needs attention", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reconnect needed: @mara.lind on TikTok" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open Mara Lind" })).ToHaveAttributeAsync("href", $"/talents/{talent}");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await NoticeAsync(app, (board, db) => board.CloseAsync(db, connection, CancellationToken.None));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing needs attention" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nothing needs attention" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Keys_LostBetweenTwoStarts_AreNamedOnEveryPage(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<SaveCredentials>().ExecuteAsync("YOUTUBE", [new CredentialEntry("ApiKey", "AIza")], Actor.System, CancellationToken.None);
        await app.StopAsync();
        Directory.Delete(Path.Combine(app.DataDirectory, "keys"), recursive: true);
        await app.StartAgainAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is on the roster yet" })).ToBeVisibleAsync();

        foreach (var path in new[] { "/", "/activity", "/settings/platforms/youtube" })
        {
            await browser.Page.GotoAsync(path);
            await Expect(browser.Page.GetByText("Wrong or missing encryption keys.")).ToBeVisibleAsync();
            await Expect(browser.Page.GetByText(Path.Combine(app.DataDirectory, "keys"))).ToBeVisibleAsync();
            await browser.AssertAccessibleAsync();
            await browser.AssertFitsAsync();
        }
    }

    private static async Task NoticeAsync(TestApp app, Func<NoticeBoard, SocialProfilesDbContext, Task> change)
    {
        var board = app.Get<NoticeBoard>();
        await app.Get<Database>().WriteAsync(
            async db =>
            {
                await change(board, db);
                return true;
            },
            CancellationToken.None);
    }
}
