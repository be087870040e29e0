using System.Net;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>The way to the platform and back: whose it is, and where it leads.</summary>
public sealed class ConsentReturnTests
{
    [Theory]
    [InlineData("INSTAGRAM")]
    [InlineData("TIKTOK")]
    [InlineData("YOUTUBE")]
    public async Task Consent_Allowed_ConnectsAndLeadsBackWithoutCodeAndState(string platform)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, platform);
        using var visit = new Visit(app);

        var callback = await visit.AllowAsync(await visit.BeginAsync(link, platform), "mara.lind");
        var page = await visit.FollowAsync(callback);

        Assert.Contains("code=", callback, StringComparison.Ordinal);
        Assert.Equal($"/invitation/{link.Token}?outcome=connected&platform={platform}", page);
        var connection = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
        Assert.Equal((platform, "mara.lind", ConnectionType.OAuth), (connection.Platform, connection.Handle, connection.Type));
    }

    [Fact]
    public async Task Consent_Denied_SaysSoAndConnectsNothing()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var visit = new Visit(app);

        var page = await visit.FollowAsync(await visit.DenyAsync(await visit.BeginAsync(link)));

        Assert.Equal($"/invitation/{link.Token}?outcome=declined&platform=TIKTOK", page);
        Assert.Equal("You declined on TikTok", (await visit.Browser.PageAsync(page)).QuerySelector("h1")!.TextContent);
        Assert.Empty((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
    }

    [Fact]
    public async Task Start_Cookie_IsOfTheBrowserAloneAndOfTheCallbackOnly()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);

        using var answer = await visit.Browser.GetAsync($"/invitation/{link.Token}/tiktok");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("SocialProfiles.Consent.", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/api/socials/oauth", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=3600", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(link.Token, cookie, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Start_PublicAddressWithHttps_MarksTheCookieSecure()
    {
        await using var app = await TestApp.StartAsync(("Web:PublicUrl", "https://talents.agency.example"));
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);

        using var answer = await visit.Browser.GetAsync($"/invitation/{link.Token}/tiktok");

        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("redirect_uri=https%3A%2F%2Ftalents.agency.example%2Fapi%2Fsocials%2Foauth%2Fcallback", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_InAnotherBrowser_ConnectsNothingAndLeavesTheFirstOneGood()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var first = new Visit(app);
        using var second = new Visit(app);
        var callback = await first.AllowAsync(await first.BeginAsync(link), "mara.lind");

        var stranger = await second.FollowAsync(callback);
        var owner = await first.FollowAsync(callback);

        Assert.Equal("/consent/other-browser", stranger);
        Assert.EndsWith("outcome=connected&platform=TIKTOK", owner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_Replayed_CountsOnce()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var visit = new Visit(app);
        var callback = await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind");
        var cookies = visit.Browser.Cookies.GetCookies(new Uri(app.Address, "/api/socials/oauth/callback"));
        var kept = cookies.Single(cookie => cookie.Name.StartsWith("SocialProfiles.Consent.", StringComparison.Ordinal));
        var copy = new Cookie(kept.Name, kept.Value, kept.Path, kept.Domain);

        await visit.FollowAsync(callback);
        var gone = visit.Browser.Cookies.GetCookies(new Uri(app.Address, "/api/socials/oauth/callback"));
        Assert.DoesNotContain(gone, cookie => cookie.Name == kept.Name);
        var withoutCookie = await visit.FollowAsync(callback);
        visit.Browser.Cookies.Add(copy);
        var withCookie = await visit.FollowAsync(callback);

        Assert.Equal("/consent/other-browser", withoutCookie);
        Assert.Equal($"/invitation/{link.Token}?outcome=used-state&platform=TIKTOK", withCookie);
        Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=made-up")]
    [InlineData("?state=made-up&code=made-up")]
    [InlineData("?state=made-up&error=access_denied&error_description=https://evil.example")]
    [InlineData("?state=a&state=b&code=c")]
    public async Task Callback_Forged_EndsOnACalmPageOfOurs(string query)
    {
        await using var app = await TestApp.StartAsync();
        using var visit = new Visit(app);

        var page = await visit.FollowAsync($"/api/socials/oauth/callback{query}");
        var document = await visit.Browser.PageAsync(page);

        Assert.Equal("/consent/unknown-state", page);
        Assert.Equal("There is nothing to finish here", document.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("evil", document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_CookieOfAnotherConsent_DoesNotHelp()
    {
        await using var app = await TestApp.StartAsync();
        var one = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        var other = await Visit.InviteAsync(app, await Visit.TalentAsync(app, "Ada Owner"), "TIKTOK");
        using var first = new Visit(app);
        using var second = new Visit(app);
        var callback = await first.AllowAsync(await first.BeginAsync(one), "mara.lind");
        await second.BeginAsync(other);

        // The second talent's cookie, under the name that the first one's state asks for.
        var path = new Uri(app.Address, "/api/socials/oauth/callback");
        var name = first.Browser.Cookies.GetCookies(path).Single(cookie => cookie.Name.Contains("Consent", StringComparison.Ordinal)).Name;
        var value = second.Browser.Cookies.GetCookies(path).Single(cookie => cookie.Name.Contains("Consent", StringComparison.Ordinal)).Value;
        second.Browser.Cookies.Add(new Cookie(name, value, "/api/socials/oauth", app.Address.Host));

        var page = await second.FollowAsync(callback);

        Assert.Equal($"/invitation/{other.Token}?outcome=other-browser", page);
        Assert.Empty((await app.Get<ConnectionList>().OfTalentAsync(one.Invitation.TalentId, CancellationToken.None))!);
        Assert.Empty((await app.Get<ConnectionList>().OfTalentAsync(other.Invitation.TalentId, CancellationToken.None))!);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("not sealed")]
    public async Task Callback_CookieThatWeDidNotSeal_LeadsNowhereElse(string value)
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);
        var callback = await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind");
        var path = new Uri(app.Address, "/api/socials/oauth/callback");
        var name = visit.Browser.Cookies.GetCookies(path).Single(cookie => cookie.Name.Contains("Consent", StringComparison.Ordinal)).Name;
        visit.Browser.Cookies.Add(new Cookie(name, Uri.EscapeDataString(value), "/api/socials/oauth", app.Address.Host));

        Assert.Equal("/consent/other-browser", await visit.FollowAsync(callback));
    }

    [Theory]
    [InlineData("?returnUrl=https://evil.example")]
    [InlineData("?redirect_uri=https://evil.example&outcome=connected")]
    public async Task Start_WithAnAddressOfOthers_IgnoresIt(string query)
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);

        var authorize = await visit.FollowAsync($"/invitation/{link.Token}/tiktok{query}");
        var page = await visit.FollowAsync(await visit.AllowAsync(authorize, "mara.lind"));

        Assert.DoesNotContain("evil", authorize, StringComparison.Ordinal);
        Assert.StartsWith($"/invitation/{link.Token}?", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("youtube")]
    [InlineData("linkedin")]
    [InlineData("no-such-platform")]
    public async Task Start_PlatformThatWasNotAskedFor_LeadsBackToTheInvitation(string platform)
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);

        Assert.Equal($"/invitation/{link.Token}", await visit.FollowAsync($"/invitation/{link.Token}/{platform}"));
    }

    [Fact]
    public async Task Callback_InvitationRevokedMeanwhile_ConnectsNothing()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var visit = new Visit(app);
        var callback = await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind");
        await app.Get<RevokeInvitation>().ExecuteAsync(link.Invitation.Id, Visit.Admin, CancellationToken.None);

        var page = await visit.FollowAsync(callback);
        using var answer = await visit.Browser.GetAsync(page);

        Assert.EndsWith("outcome=invitation-over&platform=TIKTOK", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("This invitation was withdrawn", (await PageClient.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
        Assert.Empty((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
    }

    [Fact]
    public async Task OfAdmin_SignedIn_ConsentsAndComesBackToTheTalent()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        using var visit = new Visit(app) { Browser = await app.SignedInAsync() };

        var authorize = await visit.FollowAsync($"/talents/{talent}/consent/youtube");
        var page = await visit.FollowAsync(await visit.AllowAsync(authorize, "mara.films"));

        Assert.Equal($"/talents/{talent}?outcome=connected&platform=YOUTUBE", page);
        Assert.Equal("mara.films", Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!).Handle);
    }

    [Fact]
    public async Task OfAdmin_NotSignedIn_IsSentToSignIn()
    {
        await using var app = await TestApp.StartAsync();
        using var visit = new Visit(app);

        Assert.Contains("/sign-in", await visit.FollowAsync($"/talents/{Guid.NewGuid()}/consent/youtube"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAdmin_PlatformWithoutConsents_ComesBackWithAMessage()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        using var visit = new Visit(app) { Browser = await app.SignedInAsync() };

        Assert.Equal($"/talents/{talent}?outcome=not-started&platform=linkedin", await visit.FollowAsync($"/talents/{talent}/consent/linkedin"));
    }
}
