using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>What somebody does with their own account, from turning things on to being locked out.</summary>
public sealed partial class OwnAccountTests(Chromium chromium)
{
    private const string NewPassword = "four other quiet words";

    [Fact]
    public async Task SecondStepAndPasskey_TurnedOn_SignIn()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.OpenAsync(chromium, app);
        var page = browser.Page;

        // Passkeys belong to a name, and an address is none.
        var site = $"http://localhost:{app.Address.Port}";
        await using var _ = await VirtualPasskeysAsync(page);
        await SignInAsync(page, site, TestApp.AdminPassword);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GetByLabel("Your account").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up authenticator app" }).ClickAsync();
        var secret = await page.GetByLabel("Key to type instead").First.InputValueAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("Code from the app").FillAsync(TimeCode.At(secret, TimeProvider.System.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I've saved them" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name of the passkey").FillAsync("My desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey was added")).ToBeVisibleAsync();
        await Expect(page.GetByText("My desk", new() { Exact = true })).ToBeVisibleAsync();

        await SignOutAsync(page, site);
        await SignInAsync(page, site, TestApp.AdminPassword);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second step" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();

        // The code that turned it on is used up; the next one counts half a minute early.
        await page.GetByLabel("Code").FillAsync(TimeCode.At(secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await SignOutAsync(page, site);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PasswordForgotten_OnAPhone_IsSetAnewByEmail()
    {
        await using var receiver = MailReceiver.Start();
        await using var app = await TestApp.StartAsync();
        using var elsewhere = await app.SignedInAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, 390, ColorScheme.Dark);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        // Only now: else both new devices are told of, too.
        app.Get<MailSender>().Certificates = (_, certificate, _, _) => certificate?.Subject == MailReceiver.Subject;
        await app.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("127.0.0.1", receiver.Port, MailSecurity.StartTls, MailReceiver.User, MailReceiver.Password, MailReceiver.User, "Agency"), TestCore.Admin, CancellationToken.None);

        await page.GotoAsync("/account");
        var sessions = page.GetByRole(AriaRole.List, new() { Name = "Where you're signed in" }).GetByRole(AriaRole.Listitem);
        await Expect(sessions).ToHaveCountAsync(2);
        await Expect(sessions.First).ToContainTextAsync("This device");
        await browser.AssertFitsAsync();
        await sessions.Last.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(sessions).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();

        // The page before has a field of the same name.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Forgot your password?" })).ToBeVisibleAsync();
        await page.GetByLabel("E-mail").FillAsync("nobody@agency.example");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send password link" }).ClickAsync();
        await Expect(page.GetByText("If nobody@agency.example belongs to a team member")).ToBeVisibleAsync();
        await page.GotoAsync("/recover");
        await page.GetByLabel("E-mail").FillAsync(TestApp.AdminEmail.ToUpperInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Send password link" }).ClickAsync();
        await Expect(page.GetByText("an e-mail with a password link is on its way")).ToBeVisibleAsync();
        Assert.True(await receiver.Came.WaitAsync(Patience.Longest, CancellationToken.None));
        var message = Assert.Single(receiver.Messages);
        Assert.Equal(TestApp.AdminEmail, message.To.Mailboxes.Single().Address);

        await page.GotoAsync(Link().Match(message.TextBody!).Value);
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByLabel("New password again").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your new password is saved" })).ToBeVisibleAsync();
        await browser.SignInAsync(NewPassword);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task BelowAPath_ReloadedSignedOutAndIn_StaysBelowIt()
    {
        await using var app = await TestApp.StartAsync(("Web:BasePath", "/socials"));
        await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Ada"), TestCore.Admin, CancellationToken.None);
        await using var browser = await AdminBrowser.OpenAsync(chromium, app);
        var page = browser.Page;
        var site = $"http://localhost:{app.Address.Port}/socials";
        await using var _ = await VirtualPasskeysAsync(page);

        await page.GotoAsync($"{site}/account");
        await FillInAsync(page, TestApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name of the passkey").FillAsync("My desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey was added")).ToBeVisibleAsync();

        // The menu has the new address only where the page was loaded again.
        await page.GetByLabel("New e-mail").FillAsync("new@agency.example");
        await page.GetByLabel("Your password", new() { Exact = true }).FillAsync(TestApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change e-mail" }).ClickAsync();
        await Expect(page.GetByText("You sign in as new@agency.example")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{site}/account");

        // A page that asks first notes the path with the address to return to.
        await SignOutAsync(page, site);
        await page.GotoAsync($"{site}/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        var entries = await page.EvaluateAsync<int>("history.length");
        await page.GetByLabel("Search the roster").FillAsync("ada");
        await Expect(page).ToHaveURLAsync($"{site}/?q=ada");
        Assert.Equal(entries, await page.EvaluateAsync<int>("history.length"));
    }

    private static async Task SignInAsync(IPage page, string site, string password)
    {
        await page.GotoAsync($"{site}/sign-in");
        await FillInAsync(page, password);
    }

    private static async Task FillInAsync(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(TestApp.AdminEmail);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page, string site)
    {
        await page.GotoAsync($"{site}/sign-out");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    /// <summary>A device with a fingerprint reader, and somebody who always puts the finger on it.</summary>
    private static async Task<IAsyncDisposable> VirtualPasskeysAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new Detached(browser);
    }

    private sealed class Detached(ICDPSession session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }

    [GeneratedRegex(@"http\S+/recover/\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
