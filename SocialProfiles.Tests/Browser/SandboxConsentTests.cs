using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Tests.Sandbox.Consents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>The sandbox's consent pages on a phone and on a desk.</summary>
public sealed class SandboxConsentTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task SandboxPage_HandleTried_LeadsToTheFilledFormOfATalent(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/sandbox");

        await page.GetByRole(AriaRole.Link, new() { Name = "Try this handle (flaky.finn)" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Try flaky.finn" })).ToBeVisibleAsync();
        await page.GetByLabel("Platform").SelectOptionAsync("YouTube");
        await page.GetByLabel("Name of the new talent").FillAsync("Finn Flaky");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add talent and continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Finn Flaky", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Handle or profile link")).ToHaveValueAsync("flaky.finn");
        await Expect(page.GetByText("Connects @flaky.finn on YouTube.")).ToBeInViewportAsync();

        await page.GotoAsync("/sandbox/try/empty.emil");
        await page.GetByLabel("Talent", new() { Exact = true }).SelectOptionAsync("Finn Flaky");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue to the talent" }).ClickAsync();
        await Expect(page.GetByText("Connects @empty.emil on Instagram.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Expect(page.GetByText("@empty.emil on Instagram is connected")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_OfEveryPlatform_AreAccessibleAndFit(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, width, scheme: scheme);
        foreach (var site in ConsentSites.All)
        {
            await browser.Page.GotoAsync(ConsentPageTests.Address(app, site.Path));
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(site.Name);
            await LookAsync(browser, $"{site.Path}-{width}-{scheme}");

            await browser.Page.GetByLabel("Account to sign in as").FillAsync("not a handle!");
            await browser.Page.GetByText("Handles that make something happen").ClickAsync();
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
            await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await browser.Page.GetByText("Handles that make something happen").ClickAsync();
            await LookAsync(browser, $"{site.Path}-again-{width}-{scheme}");

            await browser.Page.GotoAsync(ConsentPageTests.Address(app, site.Path, ("redirect_uri", "https://elsewhere.example/")));
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await LookAsync(browser, $"{site.Path}-refused-{width}-{scheme}");
        }
    }

    [Fact]
    public async Task Deny_WithAnEmptyAccount_LeadsBackAllTheSame()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.OpenAsync(chromium, app, 390);
        await browser.Page.GotoAsync(ConsentPageTests.Address(app, "tiktok"));
        await browser.Page.GetByLabel("Account to sign in as").FillAsync("");

        var back = await browser.Page.RunAndWaitForRequestAsync(
            () => browser.Page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync(),
            request => request.Url.Contains(ConsentSite.CallbackPath + "?", StringComparison.Ordinal));

        Assert.Contains("?error=access_denied&", back.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task SandboxPage_AfterConsents_RemovesTheAppAndSaysWhatCameOfIt(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        foreach (var site in ConsentSites.All)
        {
            var ask = new ConsentAsk("https://app.example/api/socials/oauth/callback", site.Scopes, null, "", null, IsOffline: true, Prompts: true);
            app.Get<SandboxConsents>().Give(site, ask, "maya.travels", [], site.Lives[0].Life);
        }

        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true }).WaitForAsync();
        await browser.Page.GotoAsync("/sandbox");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the app at the platform: TikTok, maya.travels" }).ClickAsync();

        await Expect(browser.Page.GetByText("Removed, and the application was told.")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Remove the app", RegexOptions.None, TimeSpan.FromSeconds(1)) })).ToHaveCountAsync(2);
        await LookAsync(browser, $"sandbox-{width}-{scheme}");
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
