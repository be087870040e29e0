using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.Browser;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.SignOn;

/// <summary>Single sign-on as a person sees it, against a certified provider.</summary>
public sealed class SignOnBrowserTests(Chromium chromium, CertifiedProvider provider) : IClassFixture<CertifiedProvider>
{
    [Fact]
    public async Task Person_OfTheProvider_JoinsProvesWhoTheyAreAndIsSignedOutFromThere()
    {
        await using var app = await TestApp.StartAsync();
        var form = provider.Form("Our login", "socialprofiles") with { NewRole = Role.Viewer, RoleClaim = "groups", RoleRules = "agency-admins = Admin" };
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, form, TestTeam.Owner, CancellationToken.None)).Value;
        await provider.RegisterAsync(app.Address, id, "socialprofiles", new { ada = new { email = "ada@agency.example", email_verified = true, groups = new[] { "agency-admins" } } });
        await using var browser = await AdminBrowser.OpenAsync(chromium, app);
        var page = browser.Page;

        // In, to where they wanted to go.
        await page.GotoAsync("/settings/api-keys");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Our login" });
        await Expect(link).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await link.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "API keys", Exact = true })).ToBeVisibleAsync();

        // What asks for the password again asks the provider, which has to ask them.
        await app.Get<Database>().WriteAsync(db => db.Sessions.ExecuteUpdateAsync(x => x.SetProperty(session => session.ProvedAt, DateTimeOffset.UnixEpoch), CancellationToken.None), CancellationToken.None);
        await page.GetByLabel("Name of the tool").FillAsync("Reporting");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Your password")).ToHaveCountAsync(0);
        await browser.AssertAccessibleAsync();
        var tab = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Confirm at Our login" }).ClickAsync());
        await tab.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "It's you" })).ToBeVisibleAsync();
        await tab.CloseAsync();
        await Expect(page.GetByLabel("New key", new() { Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/account");
        await Expect(page.GetByText("by Our login")).ToBeVisibleAsync();
        await Expect(page.GetByText("ada@agency.example, last used")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();

        // Signed out at the provider, in another tab: the page that is open here closes.
        var there = await page.Context.NewPageAsync();
        await there.GotoAsync($"{provider.Address}/session/end");
        await there.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Person_WhoSignsOutHere_IsSignedOutAtTheProvider()
    {
        await using var app = await TestApp.StartAsync();
        var form = provider.Form("Our login", "second") with { NewRole = Role.Editor };
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, form, TestTeam.Owner, CancellationToken.None)).Value;
        await provider.RegisterAsync(app.Address, id, "second", new { bea = new { email = "bea@agency.example", email_verified = true } });
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, width: 390);
        var page = browser.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Our login" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();

        // Back at our page; there, they would be asked again.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Our login" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Test provider" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Owner_SetsUpAProvider_TestsItAndSeesWhoWouldBeLetIn()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/settings/single-sign-on/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Our login");
        await page.GetByLabel("Address of the provider").FillAsync(provider.Address);
        await page.GetByLabel("Client ID").FillAsync("third");
        await page.GetByLabel("Client secret").FillAsync("not the right one");
        await page.GetByLabel("Allowed e-mail domains").FillAsync("agency.example");
        await page.GetByLabel("Somebody new").SelectOptionAsync("Editor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await Expect(page.GetByLabel("Redirect address", new() { Exact = true })).ToBeVisibleAsync();
        var id = (await app.Get<SignOnList>().ChoicesAsync(CancellationToken.None))[0].Id;
        Assert.Equal($"{app.Address}sign-in/with/{id}/return", await page.GetByLabel("Redirect address", new() { Exact = true }).InputValueAsync());
        await provider.RegisterAsync(app.Address, id, "third", new { cleo = new { email = "cleo@agency.example", email_verified = true } });

        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.GetByText("doesn't accept our client ID and client secret")).ToBeVisibleAsync();
        await page.GetByLabel("Client secret").FillAsync(CertifiedProvider.Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await Expect(page.GetByText("Saved, and in use now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.GetByText("Our login answers")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Test sign-in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("would be let in as an editor, and would be new in the team")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "cleo@agency.example" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    [Fact]
    public async Task Owner_SeesWhomTheRequirementSparesAndDisconnectsAColleague()
    {
        await using var app = await TestApp.StartAsync();
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login", "fourth"), TestTeam.Owner, CancellationToken.None)).Value;
        var (dora, eli) = (await TestTeam.JoinAsync(app, "dora@agency.example", Role.Editor), await TestTeam.JoinAsync(app, "eli@agency.example", Role.Editor));
        await app.Get<Database>().WriteAsync(
            db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = id, Subject = "dora", PersonId = dora.Id, Email = dora.Email, CreatedAt = DateTimeOffset.UnixEpoch, UsedAt = DateTimeOffset.UnixEpoch })), CancellationToken.None);
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/settings/single-sign-on");
        await Expect(page.GetByText($"because no provider would let them in yet: {eli.Email}.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Require it for everybody but owners…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Require single sign-on" }).ClickAsync();
        await Expect(page.GetByText($"so they sign in as before: {eli.Email}.")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();

        await page.GotoAsync("/settings/team");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Disconnect single sign-on for {eli.Email}" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Disconnect single sign-on for {dora.Email}" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Disconnect", Exact = true }).ClickAsync();
        await Expect(page.GetByText($"Single sign-on for {dora.Email} was disconnected.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Disconnect single sign-on for {dora.Email}" })).ToHaveCountAsync(0);
        await browser.AssertFitsAsync();
    }
}
