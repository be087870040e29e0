using System.Net;
using SocialProfiles.Tests.Accounts;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What fails in the middle of a page answers with a page.</summary>
public sealed class ErrorPageTests
{
    [Fact]
    public async Task SignIn_DatabaseTakesNothing_SaysSoWithAllHeaders()
    {
        await using var app = await TestApp.StartAsync();
        await SessionTests.BreakAsync(app, "CREATE TRIGGER broken BEFORE INSERT ON Sessions BEGIN SELECT RAISE(ABORT, 'broken'); END");
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);
        var page = await PageClient.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("SocialProfiles can't save right now", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Check the server's free disk space", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignIn_DatabaseIsBackAgain_SignsIn()
    {
        await using var app = await TestApp.StartAsync();
        await SessionTests.BreakAsync(app, "CREATE TRIGGER broken BEFORE INSERT ON Sessions BEGIN SELECT RAISE(ABORT, 'broken'); END");
        using var browser = app.Browser();
        (await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword)).Dispose();
        await SessionTests.BreakAsync(app, "DROP TRIGGER broken");

        using var answer = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
