using Microsoft.Playwright;
using SocialProfiles.Bench.App;

namespace SocialProfiles.Bench.Pixel;

/// <summary>Chromium, signed in as an admin, with the page of one talent open.</summary>
internal sealed class TalentPage : IAsyncDisposable
{
    // The time is taken when the frame after the changed one begins: the page has painted the changed one by then and
    // given it to the compositor. Date.now() and not performance.now(): the row's time is of the same clock.
    private const string Watch = """
        ({ handle, state }) => {
          const isThere = row =>
            row.querySelector(".connection-handle").textContent.startsWith(`@${handle} `) && row.querySelector(".state-badge").textContent.includes(state);
          window.painted = new Promise(resolve => {
            const observer = new MutationObserver(() => {
              if ([...document.querySelectorAll(".connection")].some(isThere)) {
                observer.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
              }
            });
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          });
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private TalentPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        _page = page;
    }

    /// <summary>The system's Chromium, found through <c>CHROMIUM</c> or where Debian puts it.</summary>
    public static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <param name="talent">Has no connections yet.</param>
    public static async Task<TalentPage> OpenAsync(Guid talent)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = Rig.Address });
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(Rig.AdminEmail);
        await page.GetByLabel("Password").FillAsync(Rig.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Roster" }).WaitForAsync();
        await page.GotoAsync($"/talents/{talent}");
        var opened = new TalentPage(playwright, browser, page);
        await opened.UntilEmptyAsync();
        return opened;
    }

    /// <summary>Begins to watch for an account that is about to be connected.</summary>
    /// <param name="handle">Whose row.</param>
    /// <param name="state">The word on its badge that is waited for.</param>
    public Task WatchAsync(string handle, string state) => _page.EvaluateAsync(Watch, new { handle, state });

    /// <summary>When the watched row stood there in its state, in Unix milliseconds.</summary>
    public async Task<double> PaintedAsync() => await _page.EvaluateAsync<double>("() => window.painted").WaitAsync(_patience);

    /// <summary>Until the page lists no connection.</summary>
    public Task UntilEmptyAsync() => _page.GetByText("No profile is connected yet").WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
