using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Browser;

/// <summary>A browser in which an admin works, as wide as a test wants it.</summary>
internal sealed class AdminBrowser : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ColorScheme _scheme;

    private AdminBrowser(IBrowserContext context, IPage page, ColorScheme scheme)
    {
        _context = context;
        _scheme = scheme;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens a browser that is not signed in.</summary>
    public static async Task<AdminBrowser> OpenAsync(Chromium chromium, TestApp app, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = width < 600,
        });
        context.SetDefaultTimeout((float)Patience.Longest.TotalMilliseconds);
        return new AdminBrowser(context, await context.NewPageAsync(), scheme);
    }

    public static async Task<AdminBrowser> SignedInAsync(Chromium chromium, TestApp app, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await OpenAsync(chromium, app, width, scheme: scheme);
        await browser.SignInAsync();
        return browser;
    }

    public async Task SignInAsync(string password = TestApp.AdminPassword)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("E-mail").FillAsync(TestApp.AdminEmail);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Runs axe on the page as it is, and fails on serious and critical violations. Of the other scheme only the colours differ.</summary>
    public async Task AssertAccessibleAsync()
    {
        await AssertNothingSeriousAsync(new AxeRunOptions());

        // Without motion: halfway from one scheme to the other, a button has the colours of neither.
        await Page.EmulateMediaAsync(new() { ColorScheme = _scheme == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await AssertNothingSeriousAsync(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") });
        await Page.EmulateMediaAsync(new() { ColorScheme = _scheme });
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
    }

    /// <summary>Fails where something sticks out of the window and the page scrolls sideways.</summary>
    public async Task AssertFitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{Page.Url} is wider than its window.");

    private async Task AssertNothingSeriousAsync(AxeRunOptions options)
    {
        var result = await Page.RunAxe(options);
        var serious = result.Violations.Where(violation => violation.Impact is "serious" or "critical");
        Assert.Empty(serious.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
