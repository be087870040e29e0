using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class SetupTests
{
    private static readonly TestAppOptions _fresh = new() { IsSetUp = false };

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/settings/api-keys")]
    [InlineData("/no-such-page")]
    public async Task Page_NoAdminYet_LeadsToSetup(string path)
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/setup", new Uri(app.Address, answer.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Setup_RightCode_MakesAdminAndSignsIn()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await SubmitAsync(browser, app.SetupCode!);
        using var page = await browser.GetAsync("/settings/api-keys");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", new Uri(app.Address, answer.Headers.Location!).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var entry = Assert.Single(await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 10, TestContext.Current.CancellationToken));
        Assert.Equal((ActivityAction.AdminCreated, "new@agency.example", "127.0.0.1"), (entry.Action, entry.Actor, entry.Address));
    }

    [Fact]
    public async Task Setup_WithTheAgencysName_KeepsIt()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(
            "/setup",
            ("Form.Code", app.SetupCode!), ("Form.Email", "new@agency.example"), ("Form.Password", "three quiet words"), ("Form.Repeated", "three quiet words"), ("Form.AgencyName", "Studio Nord"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Studio Nord", (await app.Get<AgencyDirectory>().GetNameAsync(CancellationToken.None)).Value);
        var entry = (await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0];
        Assert.Equal((ActivityAction.AgencyChanged, "new@agency.example"), (entry.Action, entry.Actor));
    }

    [Fact]
    public async Task Setup_CodeInLowerCaseWithoutHyphens_IsTaken()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await SubmitAsync(browser, app.SetupCode!.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant().Replace('0', 'o').Replace('1', 'l'));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Setup_WrongCode_MakesNobodyAndKeepsWhatWasTyped()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await SubmitAsync(browser, "AAAA-AAAA-AAAA");
        var page = await PageClient.ReadAsync(answer);

        Assert.Contains("That isn't the code", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("new@agency.example", page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#password")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("#code")!.GetAttribute("aria-invalid"));
        Assert.Equal(0, await CountAdminsAsync(app));
    }

    [Fact]
    public async Task Setup_FiveWrongCodes_SlowDownTheirPlaceAndKeepTheCode()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions { IsSetUp = false, Settings = [("Web:KnownProxies:0", "127.0.0.1")] });
        using var browser = app.Browser();
        var code = app.SetupCode!;
        List<string> problems = [];
        for (var i = 0; i < 5; i++)
        {
            using var answer = await SubmitAsync(browser, "AAAA-AAAA-AAAA");
            problems.Add(await PageClient.ProblemAsync(answer));
        }

        using var late = await SubmitAsync(browser, code);
        using var elsewhere = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/setup")
        {
            Content = new FormUrlEncodedContent(new[] { ("Form.Code", code), ("Form.Email", "new@agency.example"), ("Form.Password", "three quiet words"), ("Form.Repeated", "three quiet words") }
                .Concat(await elsewhere.HiddenAsync("/setup")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var owner = await elsewhere.SendAsync(request);

        Assert.Contains("Too many wrong codes came from your network", problems[^1], StringComparison.Ordinal);
        Assert.Contains("Too many wrong codes", await PageClient.ProblemAsync(late), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, owner.StatusCode);
    }

    [Theory]
    [InlineData("not-an-address", "three quiet words", "three quiet words", "Enter an e-mail address such as")]
    [InlineData("new@agency.example", "short", "short", "at least 12 characters")]
    [InlineData("new@agency.example", "aaaaaaaaaaaa", "aaaaaaaaaaaa", "at least 4 different characters")]
    [InlineData("new@agency.example", "NEW@agency.example", "NEW@agency.example", "isn't your e-mail")]
    [InlineData("new@agency.example", "three quiet words", "three quiet wards", "The two passwords differ")]
    public async Task Setup_BadDetails_AreNamedAndCostNoCode(string email, string password, string repeated, string sentence)
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(
            "/setup", ("Form.Code", app.SetupCode!), ("Form.Email", email), ("Form.Password", password), ("Form.Repeated", repeated));

        Assert.Contains(sentence, await PageClient.ProblemAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, await CountAdminsAsync(app));
    }

    [Fact]
    public async Task Setup_ManyAtOnce_MakeOneAdmin()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        var code = app.SetupCode!;
        var browsers = Enumerable.Range(0, 6).Select(_ => app.Browser()).ToArray();

        // All have their form before the first sends it: the page is closed to whoever comes after that.
        var forms = await Task.WhenAll(browsers.Select(browser => browser.HiddenAsync("/setup")));

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.PostAsync(
            "/setup",
            [.. forms[i], ("Form.Code", code), ("Form.Email", $"admin{i}@agency.example"), ("Form.Password", "three quiet words"), ("Form.Repeated", "three quiet words")])));

        Assert.Equal(1, await CountAdminsAsync(app));
        var signedIn = browsers.Count(browser => browser.Cookies.GetAllCookies().Any(cookie => cookie.Name == "SocialProfiles.Session"));
        Assert.Equal(1, signedIn);
        Assert.DoesNotContain(answers, answer => (int)answer.StatusCode >= 400);
    }

    [Fact]
    public async Task Setup_Done_IsClosedForGood()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();
        var code = app.SetupCode!;
        var page = await browser.PageAsync("/setup");
        (await SubmitAsync(browser, code)).Dispose();
        await app.StopAsync();
        await app.StartAgainAsync();
        using var other = app.Browser();

        using var get = await other.GetAsync("/setup");
        using var home = await other.GetAsync("/");

        Assert.NotNull(page.QuerySelector("#code"));
        Assert.Null(app.SetupCode);
        Assert.Equal("/", new Uri(app.Address, get.Headers.Location!).PathAndQuery);
        Assert.Equal("/sign-in", new Uri(app.Address, home.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Setup_WithoutAntiforgeryToken_IsRefused()
    {
        await using var app = await TestApp.StartAsync(_fresh);
        using var browser = app.Browser();

        using var answer = await browser.PostAsync("/setup", ("_handler", "setup"), ("Form.Code", app.SetupCode!), ("Form.Email", "new@agency.example"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await CountAdminsAsync(app));
    }

    private static Task<HttpResponseMessage> SubmitAsync(PageClient browser, string code) => browser.SubmitAsync(
        "/setup",
        ("Form.Code", code), ("Form.Email", "new@agency.example"), ("Form.Password", "three quiet words"), ("Form.Repeated", "three quiet words"));

    private static Task<int> CountAdminsAsync(TestApp app) => app.Get<Database>().ReadAsync(db => db.Users.CountAsync(), CancellationToken.None);
}
