using SocialProfiles.Tests.TestKit;
using Xunit.Sdk;

namespace SocialProfiles.Tests.Browser;

public sealed class AdminBrowserTests(Chromium chromium)
{
    [Theory]
    [InlineData("<button></button>", "button-name")]
    [InlineData("<style>@media (prefers-color-scheme: dark) { p { color: #777; background: #666; } }</style><p>Grey on grey where it is dark</p>", "color-contrast")]
    public async Task Accessible_PageWithASeriousFault_Fails(string fault, string rule)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await AdminBrowser.OpenAsync(chromium, app);
        await browser.Page.SetContentAsync($"<!DOCTYPE html><html lang=\"en\"><title>A page</title><main><h1>A page</h1>{fault}</main></html>");

        var failed = await Assert.ThrowsAsync<TrueException>(browser.AssertAccessibleAsync);

        Assert.Contains(rule, failed.Message, StringComparison.Ordinal);
    }
}
