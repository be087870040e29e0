using System.Net;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class HostingTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/api/no-such-call")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Answer_Any_CarriesTheSecurityHeaders(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Page_ThatThereIsNot_SaysSo()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await browser.GetAsync("/no-such-page");
        var page = await PageClient.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Page not found", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Pages_WithoutACircuit_HoldNoInlineScript()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var page = await browser.PageAsync("/sign-in");

        Assert.All(page.QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("style"));
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden])"), input =>
            Assert.True(page.QuerySelector($"label[for='{input.Id}']") is not null || input.ParentElement!.LocalName == "label"));
    }

    [Fact]
    public async Task Keys_OfCookies_AreTheirOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();
        (await browser.GetAsync("/sign-in")).Dispose();

        var folder = new DirectoryInfo(Path.Combine(app.DataDirectory, "keys"));
        var file = Assert.Single(folder.GetFiles("key-*.xml"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder.UnixFileMode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
    }

    [Fact]
    public async Task Session_AfterARestart_IsStillGood()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();
        await app.StopAsync();
        await app.StartAgainAsync();

        using var answer = await browser.GetAsync("/settings/api-keys");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("--Setup:ApiKey=abc", "--Api:RequestsPerMinute=-1", "Setup:ApiKey is too short", "Api:RequestsPerMinute must be")]
    [InlineData("--Ingestion:Workers=many", "--Sandbox:Enabled=true", "'Ingestion:Workers'", "didn't start. Problems to fix: 1")]
    [InlineData("--Platforms:Instagram:GraphBaseUrl=nowhere", "--Sandbox:Enabled=false", "Platforms:Instagram:GraphBaseUrl", "didn't start")]
    public async Task Run_BadSettings_EndsWithOneAndNamesThem(string first, string second, string named, string alsoNamed)
    {
        var folder = Directory.CreateTempSubdirectory("socialprofiles-");
        try
        {
            var code = await SocialProfilesApp.RunAsync(
                [$"--Data:Directory={folder.FullName}", "--urls=http://127.0.0.1:0", first, second]);

            var log = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "logs"))));
            Assert.Equal(1, code);
            Assert.Contains(named, log, StringComparison.Ordinal);
            Assert.Contains(alsoNamed, log, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
