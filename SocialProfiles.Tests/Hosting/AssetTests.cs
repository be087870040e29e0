using System.Net;
using System.Net.Http.Headers;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

public sealed class AssetTests
{
    [Fact]
    public async Task Files_OfAPage_ComeCompressedAndMayBeKeptForGood()
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var visitor = app.Browser();
        foreach (var (browser, path) in new[] { (admin, "/"), (admin, "/sandbox"), (visitor, "/sign-in") })
        {
            foreach (var file in await FilesAsync(browser, path))
            {
                using var answer = await AskAsync(app, file);

                Assert.True(answer.Content.Headers.ContentEncoding.Count > 0, $"{file} of {path} is not compressed.");
                Assert.True(answer.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal), $"{file} of {path} may not be kept: {answer.Headers.CacheControl}.");
            }
        }
    }

    [Fact]
    public async Task Document_OfAStaticPage_BringsNothingOfTheComponentLibrary()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        Assert.DoesNotContain(await FilesAsync(browser, "/sign-in"), file => file.Contains("MudBlazor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Robots_Anonymous_AreAskedToStayOut()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var robots = await browser.GetAsync("/robots.txt");
        using var page = await browser.GetAsync("/sign-in");

        Assert.Equal("User-agent: *\nDisallow: /\n", await robots.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("noindex, nofollow", Assert.Single(page.Headers.GetValues("X-Robots-Tag")));
    }

    private static async Task<string[]> FilesAsync(PageClient browser, string path)
    {
        var page = await browser.PageAsync(path);
        return [.. page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).Concat(page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!))];
    }

    private static async Task<HttpResponseMessage> AskAsync(TestApp app, string file)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        return (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
