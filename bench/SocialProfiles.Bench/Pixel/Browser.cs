using Microsoft.Playwright;
using SocialProfiles.Bench.App;

namespace SocialProfiles.Bench.Pixel;

/// <summary>The system's Chromium, without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private readonly string _address;

    private Browser(IPlaywright playwright, IBrowser browser, string address)
    {
        _playwright = playwright;
        _browser = browser;
        _address = address;
    }

    /// <summary>Found through <c>CHROMIUM</c> or where Debian puts it.</summary>
    public static string Path => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <param name="address">Of the application.</param>
    /// <param name="launcher">A program that starts Chromium in its own way; null for Chromium itself.</param>
    public static async Task<Browser> StartAsync(string address = Rig.Address, string? launcher = null)
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = launcher ?? Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
        }), address);
    }

    /// <summary>A person who was never here.</summary>
    /// <param name="width">Of the window, CSS pixels.</param>
    /// <param name="signedIn">Storage of somebody who signed in; null for nobody.</param>
    public Task<IBrowserContext> StrangerAsync(int width = 1280, string? signedIn = null) => _browser.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = _address,
        ViewportSize = new ViewportSize { Width = width, Height = 900 },
        StorageState = signedIn,
    });

    /// <summary>The page of an admin who has just signed in, on the roster.</summary>
    public async Task<IPage> SignedInAsync()
    {
        var page = await (await StrangerAsync()).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(Rig.AdminEmail);
        await page.GetByLabel("Password").FillAsync(Rig.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Roster" }).WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
