using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An open page ends with the session that opened it.</summary>
public sealed partial class SessionTests(Chromium chromium)
{
    [Fact]
    public async Task SignOut_InOneTab_EndsTheOtherOne()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var other = await OpenAsync(browser);

        await browser.Page.GotoAsync("/sign-out");
        await browser.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(other).ToHaveURLAsync(SignIn());
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Password_Changed_EndsEveryOpenPage(bool isTold)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = await OpenAsync(browser);
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var admin = (await users.FindByEmailAsync(TestApp.AdminEmail))!;

        await users.ChangePasswordAsync(admin, TestApp.AdminPassword, "four other quiet words");
        if (isTold)
        {
            await app.Get<Sessions>().EndAllAsync(admin.Id, CancellationToken.None);
        }

        await Expect(page).ToHaveURLAsync(SignIn());
    }

    private static async Task<IPage> OpenAsync(AdminBrowser browser)
    {
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        var page = await browser.Page.Context.NewPageAsync();
        await page.GotoAsync("/settings/api-keys");
        await Expect(page.GetByLabel("Name of the tool")).ToBeVisibleAsync();
        return page;
    }

    [GeneratedRegex("/sign-in", RegexOptions.None, 1000)]
    private static partial Regex SignIn();
}
