using System.Net;
using System.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.YouTube;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Sandbox.Consents;

/// <summary>The consent page over HTTP, as a browser without scripts sees it.</summary>
public sealed class ConsentPageTests
{
    [Theory]
    [InlineData("instagram", "Allow access to your Instagram account?", 1)]
    [InlineData("tiktok", "Allow access to your TikTok account?", 1)]
    [InlineData("youtube", "Allow access to your Google account?", 0)]
    public async Task Page_SaysThatItIsTheSandboxAndOffersWhatIsAsked(string platform, string heading, int alwaysThere)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var page = await browser.PageAsync(Address(app, platform));

        var site = ConsentSites.Get(platform);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains($"this is not {site.Name}", page.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(site.Scopes.Select(scope => scope.Name), page.QuerySelectorAll<IHtmlInputElement>("[name=scope]").Select(box => box.Value));
        Assert.Equal(alwaysThere, page.QuerySelectorAll("[name=scope][disabled]").Length);
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("[name=scope]"), box => Assert.True(box.IsChecked));
        Assert.Equal(site.Lives.Select(life => life.Choice), page.QuerySelectorAll<IHtmlInputElement>("[name=life]").Select(life => life.Value));
        Assert.NotEmpty(page.QuerySelector<IHtmlInputElement>("[name=account]")!.Value);
        Assert.Empty(page.QuerySelectorAll("script, nav, [href*=MudBlazor]"));
    }

    [Fact]
    public async Task Page_WithAHint_ExpectsThatAccount()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var page = await browser.PageAsync(Address(app, "youtube", ("login_hint", "maya.travels")));

        Assert.Equal("maya.travels", page.QuerySelector<IHtmlInputElement>("[name=account]")!.Value);
    }

    [Theory]
    [InlineData("instagram", "#_")]
    [InlineData("tiktok", "")]
    [InlineData("youtube", "")]
    public async Task Allow_SendsBackWithACodeThatTheTokenHostTakes(string platform, string fragment)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(Address(app, platform), ("account", "@Maya.Travels"), ("decision", "allow"), ("life", "minutes"));

        var location = answer.Headers.Location!;
        var query = HttpUtility.ParseQueryString(location.Query);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Callback(app), location.GetLeftPart(UriPartial.Path));
        Assert.Equal("the/state+of 1", query["state"]);
        Assert.Equal(fragment, location.Fragment);
        var code = SandboxTokens.Read(platform, TokenUse.Code, query["code"]!)!;
        Assert.Equal("maya.travels", code.Consent.Handle);
        Assert.Equal(120, code.Consent.Life.AccessSeconds);
        Assert.Equal(Callback(app), code.RedirectAddress);
        Assert.Equal("maya.travels", Assert.Single(app.Get<SandboxConsents>().Accounts).Handle);
    }

    [Theory]
    [InlineData("instagram", new string[0], "instagram_business_basic")]
    [InlineData("tiktok", new[] { "video.list" }, "user.info.basic,video.list")]
    [InlineData("youtube", new[] { "https://www.googleapis.com/auth/yt-analytics.readonly", "made-up" }, "https://www.googleapis.com/auth/yt-analytics.readonly")]
    public async Task Allow_WithSomeScopesLeftOut_GrantsTheOthersAndWhatCannotBeLeftOut(string platform, string[] ticked, string granted)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(
            Address(app, platform), [("account", "maya.travels"), ("decision", "allow"), .. ticked.Select(scope => ("scope", scope))]);

        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.Equal(granted, string.Join(',', SandboxTokens.Read(platform, TokenUse.Code, query["code"]!)!.Consent.Scopes));
        Assert.Equal(platform switch { "tiktok" => granted, _ => null }, query["scopes"]);
    }

    [Theory]
    [InlineData("instagram", "error=access_denied&error_reason=user_denied&error_description=The%20user%20denied%20your%20request&state=the%2Fstate%2Bof%201")]
    [InlineData("tiktok", "error=access_denied&error_description=The%20user%20has%20denied%20the%20authorization%20request&state=the%2Fstate%2Bof%201")]
    [InlineData("youtube", "error=access_denied&state=the%2Fstate%2Bof%201")]
    public async Task Deny_SendsBackWithThePlatformsOwnWords(string platform, string query)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(Address(app, platform), ("account", ""), ("decision", "deny"));

        Assert.Equal($"{Callback(app)}?{query}", answer.Headers.Location!.OriginalString);
        Assert.Empty(app.Get<SandboxConsents>().Accounts);
    }

    [Fact]
    public async Task Allow_WithoutAHandle_ShowsThePageAgainWithWhatWasChosen()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync(
            Address(app, "tiktok"), ("account", "not a handle!"), ("decision", "allow"), ("scope", "video.list"), ("life", "older"));

        var page = await PageClient.ReadAsync(answer);
        Assert.NotEmpty(page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("not a handle!", page.QuerySelector<IHtmlInputElement>("[name=account]")!.Value);
        Assert.Equal(
            ["user.info.basic", "video.list"],
            page.QuerySelectorAll<IHtmlInputElement>("[name=scope]").Where(box => box.IsChecked).Select(box => box.Value));
        Assert.Equal("older", page.QuerySelectorAll<IHtmlInputElement>("[name=life]").Single(life => life.IsChecked).Value);
    }

    [Theory]
    [InlineData("redirect_uri", "https://elsewhere.example/api/socials/oauth/callback")]
    [InlineData("redirect_uri", "//elsewhere.example/api/socials/oauth/callback")]
    [InlineData("redirect_uri", "{origin}@elsewhere.example/api/socials/oauth/callback")]
    [InlineData("redirect_uri", "{origin}.elsewhere.example/api/socials/oauth/callback")]
    [InlineData("redirect_uri", "{origin}/settings/api-keys")]
    [InlineData("redirect_uri", "{origin}/api/socials/oauth/callback?next=https://elsewhere.example")]
    [InlineData("redirect_uri", "{origin}/api/socials/oauth/callback#elsewhere")]
    [InlineData("redirect_uri", "javascript:alert(1)//api/socials/oauth/callback")]
    [InlineData("redirect_uri", "")]
    [InlineData("client", "someone-else")]
    [InlineData("response_type", "token")]
    [InlineData("scope", "everything")]
    [InlineData("scope", "")]
    public async Task Page_AskedForWrongly_IsThePlatformsErrorAndSendsNobodyAnywhere(string name, string value)
    {
        await using var app = await TestApp.StartAsync();
        foreach (var site in ConsentSites.All)
        {
            using var browser = app.Browser();
            var good = Address(app, site.Path);
            var bad = Address(app, site.Path, (name == "client" ? site.ClientParameter : name, value.Replace("{origin}", Origin(app), StringComparison.Ordinal)));

            using var shown = await browser.GetAsync(bad);
            var token = (await browser.PageAsync(good)).QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
            using var sent = await browser.PostAsync(bad, ("__RequestVerificationToken", token), ("account", "maya.travels"), ("decision", "allow"));

            Assert.All([shown, sent], answer =>
            {
                Assert.InRange((int)answer.StatusCode, 400, 401);
                Assert.Null(answer.Headers.Location);
            });
            var page = await PageClient.ReadAsync(shown);
            Assert.NotEmpty(page.QuerySelector("h1")!.TextContent);
            Assert.Null(page.QuerySelector("form"));
        }
    }

    [Theory]
    [InlineData("tiktok", "user.info.basic video.list")]
    [InlineData("tiktok", "video.list")]
    [InlineData("youtube", $"{GoogleConsentSite.Channel},{GoogleConsentSite.Analytics}")]
    [InlineData("instagram", InstagramConsentSite.Insights)]
    public async Task Page_WithScopesThatThePlatformDoesNotTakeLikeThis_IsRefused(string platform, string scope)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(Address(app, platform, ("scope", scope)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Allow_WithoutTheFormsOwnToken_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.PostAsync(Address(app, "instagram"), ("account", "maya.travels"), ("decision", "allow"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(app.Get<SandboxConsents>().Accounts);
    }

    [Fact]
    public async Task Page_WithTheSandboxOff_DoesNotExist()
    {
        await using var app = await TestApp.StartAsync(("Sandbox:Enabled", "false"));
        using var browser = app.Browser();

        foreach (var site in ConsentSites.All)
        {
            using var answer = await browser.GetAsync(Address(app, site.Path));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    internal static string Address(TestApp app, string platform, params (string Name, string Value)[] changed)
    {
        var site = ConsentSites.Get(platform);
        var query = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [site.ClientParameter] = site.ClientId,
            ["redirect_uri"] = Callback(app),
            ["response_type"] = "code",
            ["scope"] = string.Join(site.ScopeSeparators[0], site.Scopes.Select(scope => scope.Name)),
            ["state"] = "the/state+of 1",
        };
        foreach (var (name, value) in changed)
        {
            query[name] = value;
        }

        return $"{SandboxConsentPages.AddressOf(platform)}?{string.Join('&', query.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"))}";
    }

    private static string Origin(TestApp app) => app.Address.GetLeftPart(UriPartial.Authority);

    private static string Callback(TestApp app) => $"{Origin(app)}/api/socials/oauth/callback";
}
