using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class SignInTests
{
    private const string WrongCredentials = "E-mail address and password don't match. Check both and try again.";

    [Fact]
    public async Task Page_NotSignedIn_LeadsToSignInAndBack()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var refused = await browser.GetAsync("/settings/api-keys?x=1");
        var signIn = new Uri(app.Address, refused.Headers.Location!).PathAndQuery;
        using var signedIn = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword, signIn);

        Assert.Equal("/sign-in?returnUrl=%2Fsettings%2Fapi-keys%3Fx%3D1", signIn);
        Assert.Equal("/settings/api-keys?x=1", new Uri(app.Address, signedIn.Headers.Location!).PathAndQuery);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ReturnAddressElsewhere_LeadsHome(string returnUrl)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        using var again = await browser.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(app.Address, new Uri(app.Address, answer.Headers.Location!));
        Assert.Equal(app.Address, new Uri(app.Address, again.Headers.Location!));
    }

    [Fact]
    public async Task SignIn_Cookie_IsForThisSiteAndNotForScripts()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("SocialProfiles.Session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_Stay_OutlivesTheBrowser()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(
            "/sign-in", ("Form.Email", TestApp.AdminEmail), ("Form.Password", TestApp.AdminPassword), ("Form.Stay", "true"));

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), value => value.Contains("expires", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(TestApp.AdminEmail, TestApp.AdminEmail)]
    [InlineData("nobody@agency.example", "an unknown e-mail address")]
    public async Task SignIn_WrongFiveTimes_LocksAndSaysForHowLong(string email, string subject)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();
        List<string> problems = [];

        for (var i = 0; i < 6; i++)
        {
            using var answer = await browser.SignInAsync(email, "not the password");
            problems.Add(await PageClient.ProblemAsync(answer));
        }

        Assert.All(problems.Take(4), problem => Assert.Equal(WrongCredentials, problem));
        Assert.All(problems.Skip(4), problem => Assert.Equal("Too many wrong passwords. Wait 10 minutes, then try again.", problem));
        var entries = await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 20, CancellationToken.None);
        Assert.Equal(4, entries.Count(entry => entry.Action == ActivityAction.SignInFailed && entry.Subject == subject && entry.Address == "127.0.0.1"));
        Assert.Equal(1, entries.Count(entry => entry.Action == ActivityAction.LockedOut && entry.Subject == subject));
        Assert.All(entries.Where(entry => entry.Source == ActivitySource.Browser), entry => Assert.Equal("A visitor", entry.Actor));
    }

    [Fact]
    public async Task SignIn_LockedAndRightPassword_WaitsUntilTheLockEnds()
    {
        var clock = new ShiftedClock();
        await using var app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.AddSingleton<TimeProvider>(clock) });
        using var browser = app.Browser();
        for (var i = 0; i < PasswordRules.WrongBeforeLockout; i++)
        {
            (await browser.SignInAsync(TestApp.AdminEmail, "not the password")).Dispose();
        }

        using var locked = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);
        clock.Shift(PasswordRules.LockoutTime);
        using var unlocked = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);

        Assert.StartsWith("Too many wrong passwords", await PageClient.ProblemAsync(locked), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, unlocked.StatusCode);
    }

    [Fact]
    public async Task SignIn_NothingTyped_AsksForBoth()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync("", "");

        Assert.Equal("Enter your e-mail address and password.", await PageClient.ProblemAsync(answer));
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefusedWithASentence()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.PostAsync(
            "/sign-in", ("_handler", "sign-in"), ("Form.Email", TestApp.AdminEmail), ("Form.Password", TestApp.AdminPassword));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("reload the page", (await PageClient.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "SocialProfiles.Session");
    }

    [Fact]
    public async Task SignIn_TooManyTriesFromOneAddress_HasToWait()
    {
        await using var app = await TestApp.StartAsync(("SignIn:AttemptsPerMinute", "2"));
        using var browser = app.Browser();
        (await browser.SignInAsync("a@agency.example", "not the password")).Dispose();
        (await browser.SignInAsync("b@agency.example", "not the password")).Dispose();

        using var answer = await browser.SignInAsync("c@agency.example", "not the password");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Wait a minute", (await PageClient.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_WithToken_EndsTheSession()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await browser.SubmitAsync("/sign-out");
        using var page = await browser.GetAsync("/");

        Assert.Equal("/sign-in", new Uri(app.Address, answer.Headers.Location!).PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        var newest = (await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0];
        Assert.Equal((ActivityAction.SignedOut, TestApp.AdminEmail, ActivitySource.Browser), (newest.Action, newest.Actor, newest.Source));
    }

    [Fact]
    public async Task SignOut_WithoutToken_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await browser.PostAsync("/sign-out", ("_handler", "sign-out"));
        using var page = await browser.GetAsync("/settings/api-keys");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
