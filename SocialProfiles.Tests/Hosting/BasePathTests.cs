using System.Net;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>Everything below a path, as behind a proxy that gives us a part of its host. By HTTP, on a real port.</summary>
public sealed class BasePathTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(("Web:BasePath", "/socials"), ("Web:PublicUrl", "http://localhost:5080"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/socials/sign-in")]
    [InlineData("/sign-in")]
    public async Task Page_WhetherTheProxyPassesThePathOnOrNot_LinksBelowIt(string address)
    {
        using var browser = _app.Browser();

        var page = await browser.PageAsync(address);

        Assert.Equal("/socials/", page.QuerySelector("base")!.GetAttribute("href"));
        Assert.All(page.QuerySelectorAll("[href^='/'], [src^='/'], [action^='/']"), element =>
            Assert.StartsWith("/socials/", element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action"), StringComparison.Ordinal));
        foreach (var file in page.QuerySelectorAll("link[rel=stylesheet], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!))
        {
            using var answer = await browser.GetAsync(file.StartsWith('/') ? file : "/socials/" + file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task SignIn_BelowThePath_StaysBelowIt()
    {
        using var browser = _app.Browser();

        using var stranger = await browser.GetAsync("/socials/talents/9f0c1c0e-0000-7000-8000-000000000000");
        using var signedIn = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword, "/socials/sign-in");

        Assert.Equal("/socials/sign-in", stranger.Headers.Location!.IsAbsoluteUri ? stranger.Headers.Location.AbsolutePath : stranger.Headers.Location.OriginalString.Split('?')[0]);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/socials/", new Uri(_app.Address, signedIn.Headers.Location!).AbsolutePath);
        Assert.All(
            signedIn.Headers.GetValues("Set-Cookie").Where(cookie => !cookie.StartsWith("__Host-", StringComparison.Ordinal)),
            cookie => Assert.Contains("path=/socials", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task OpenLine_BelowThePath_Answers()
    {
        using var browser = _app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/socials/_blazor/negotiate?negotiateVersion=1");

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task ErrorPage_BelowThePath_FindsItsStyles()
    {
        using var browser = _app.Browser();

        using var unknown = await browser.GetAsync("/socials/sign-in", ("Host", "evil.test"));
        var page = await PageClient.ReadAsync(unknown);

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.All(page.QuerySelectorAll("link"), link => Assert.StartsWith("/socials/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("socials")]
    [InlineData("/so cials")]
    [InlineData("//socials")]
    [InlineData("/a?b")]
    public async Task Start_PathThatIsNone_IsRefused(string path)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(("Web:BasePath", path)));

        Assert.Contains("Web:BasePath", refused.ToString(), StringComparison.Ordinal);
    }
}
