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
        Assert.Equal("SocialProfiles can't use its database right now", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("nothing was changed", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData(TestApp.AdminPassword, HttpStatusCode.ServiceUnavailable, "Another program is using the database.")]
    [InlineData("wrong password", HttpStatusCode.OK, "E-mail address and password don't match.")]
    public async Task SignIn_AnotherProgramHoldsTheDatabase_SaysSoAndTheLogHoldsNothingUp(string password, HttpStatusCode status, string sentence)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();
        using var other = OtherProgram.Locks(app.DataDirectory);

        using var answer = await browser.SignInAsync(TestApp.AdminEmail, password);
        var page = await PageClient.ReadAsync(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, page.Body!.TextContent, StringComparison.Ordinal);
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
