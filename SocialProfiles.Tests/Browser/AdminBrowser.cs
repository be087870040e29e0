using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Browser;

/// <summary>A browser in which an admin works, as wide as a test wants it.</summary>
internal sealed class AdminBrowser : IAsyncDisposable
{
    /// <summary>The serious and critical violations of a page that has come to rest. Only these are looked at, and only these are written up for every element.</summary>
    private const string Serious = """
        async rules => {
          // A button on its way from disabled to ready has the colours of neither. What turns for ever is not waited for.
          const passing = document.getAnimations().filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity);
          await Promise.allSettled(passing.map(animation => animation.finished));
          const options = { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: { type: "rule", values: rules } }) };
          const { violations } = await axe.run(document, options);
          return violations
            .filter(violation => violation.impact === "serious" || violation.impact === "critical")
            .map(violation => `${violation.id}: ${violation.help} at ${violation.nodes.map(node => node.html).join("; ")}`);
        }
        """;

    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

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
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Runs axe on the page as it is, and fails on serious and critical violations. Of the other scheme only the colours differ.</summary>
    public async Task AssertAccessibleAsync()
    {
        await AssertNothingSeriousAsync();

        // Without motion: halfway from one scheme to the other, a button has the colours of neither.
        await Page.EmulateMediaAsync(new() { ColorScheme = _scheme == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await AssertNothingSeriousAsync("color-contrast");
        await Page.EmulateMediaAsync(new() { ColorScheme = _scheme });
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
    }

    /// <summary>Fails where something sticks out of the window and the page scrolls sideways.</summary>
    public async Task AssertFitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{Page.Url} is wider than its window.");

    // In the page itself and once a document: the library's own call loads axe twice for each, the second time into a page of its own.
    private async Task AssertNothingSeriousAsync(params string[] rules)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await Page.EvaluateAsync(_axe);
        }

        var found = await Page.EvaluateAsync<string[]>(Serious, rules);
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
