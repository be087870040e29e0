using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>From the first start to a filled roster, as a newcomer does it.</summary>
public sealed class FirstDayTests(Chromium chromium)
{
    [Fact]
    public async Task Start_NobodyThereYet_MakesTheFirstAdminWithTheCodeOfTheConsole()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions { IsSetUp = false });
        await using var browser = await AdminBrowser.OpenAsync(chromium, app);
        var page = browser.Page;

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Create the first owner" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByLabel("One-time code").FillAsync(app.SetupCode!);
        await page.GetByLabel("Your e-mail").FillAsync(TestApp.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApp.AdminPassword);
        await page.GetByLabel("Password again").FillAsync(TestApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create owner and sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is on the roster yet" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
    }

    [Fact]
    public async Task SignIn_WrongPasswordsInARow_LockTheAccountAndSaySo()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, width: 390);

        for (var i = 0; i < 5; i++)
        {
            await browser.SignInAsync("not the password");
            await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }

        await browser.SignInAsync();

        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("minutes");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    [Fact]
    public async Task SignOut_FromAnyPage_LeadsBackToSigningIn()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        await browser.Page.GetByLabel("Your account").ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await browser.Page.GotoAsync("/");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }
}
