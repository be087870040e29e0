using Microsoft.Playwright;
using SocialProfiles.Tests.Browser;
using SocialProfiles.Tests.TestKit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SocialProfiles.Tests.Browser;

/// <summary>One Chromium for all browser tests of a run, started by the first: the system's, found through <c>CHROMIUM</c> or where Debian puts it. Each test has a profile of its own in it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Chromium() => _browser = new Lazy<Task<IBrowser>>(LaunchAsync);

    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => await (await _browser.Value).NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.Longest.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
