using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using SocialProfiles.Core.Connections;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Invitations;

namespace SocialProfiles.Tests.Visitors;

/// <summary>The line of an open page is open to everybody, so that a talent sees a connection come alive. Nothing else is.</summary>
public sealed partial class AnonymousVisitorTests
{
    [Fact]
    public async Task Endpoints_OpenToEverybody_AreTheseAndNoOthers()
    {
        await using var app = await TestApp.StartAsync();

        var open = Endpoints(app)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsFile(endpoint))
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                ".well-known/security.txt",
                "_blazor", "_blazor/disconnect", "_blazor/initializers", "_blazor/negotiate",
                "api/socials/oauth/callback", "api/webhooks/meta/deauthorize", "api/webhooks/tiktok",
                "check",
                "consent/{Word}",
                "health/live", "health/ready",
                "invitation/{Token}", "invitation/{Token}/withdraw/{ConnectionId:guid}", "invitation/{token}/thumbnails/{connectionId:guid}/{post}", "invitation/{token}/visit", "invitation/{token}/{platform}",
                "join/{Token}",
                "media-kit/{Token}", "media-kit/{token}/logo", "media-kit/{token}/thumbnails/{connectionId:guid}/{post}",
                "recover", "recover/{Token}",
                "sandbox/instagram/consent", "sandbox/tiktok/consent", "sandbox/youtube/consent",
                "setup", "sign-in", "sign-in/passkey", "sign-in/passkey/options", "sign-in/second-step",
                "sign-in/with/{id:guid}", "sign-in/with/{id:guid}/return", "sign-in/with/{id:guid}/sign-out", "sign-in/with/{id:guid}/signed-out",
                "sign-out", "sign-out/done",
            ],
            open);
    }

    [Fact]
    public async Task Pages_SayWhoMaySeeThem()
    {
        await using var app = await TestApp.StartAsync();

        var pages = PagesOf(app);

        Assert.True(pages.Length > 10, $"Only {pages.Length} pages were found.");
        Assert.All(pages, page => Assert.True(
            page.Metadata.GetMetadata<IAuthorizeData>() is not null || page.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            $"{page.RoutePattern.RawText} says neither [Authorize] nor [AllowAnonymous]."));
    }

    [Fact]
    public async Task Pages_OfAdmins_SendVisitorsToSignIn()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        using var browser = app.Browser();

        foreach (var page in PagesOf(app).Where(page => page.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = Parameter().Replace(page.RoutePattern.RawText!, part => part.Value.Contains("guid", StringComparison.Ordinal) ? talent.ToString() : "instagram");
            using var answer = await browser.GetAsync(path);

            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{path} answered {answer.StatusCode}.");
            Assert.Contains("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Circuit_OfAVisitor_HoldsTheStateOfOneConnectionAndNothingElse()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "INSTAGRAM", "TIKTOK");
        using var visit = new Visit(app);
        await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind"));
        var connection = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
        var protector = app.Get<IDataProtectionProvider>().CreateProtector("Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1").ToTimeLimitedDataProtector();

        foreach (var (path, expected) in new[]
        {
            ($"/invitation/{link.Token}", 1), ($"/invitation/{link.Token}/withdraw/{connection.Id}", 0), ("/invitation/nonsense", 0), ("/consent/other-browser", 0), ("/sign-in", 0),
        })
        {
            using var answer = await visit.Browser.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            var components = Marker().Matches(html).Select(marker => JsonDocument.Parse(protector.Unprotect(JsonDocument.Parse(marker.Groups["json"].Value).RootElement.GetProperty("descriptor").GetString()!)).RootElement).ToArray();

            Assert.Equal(expected, components.Length);
            Assert.All(components, component =>
            {
                Assert.Equal(typeof(AccountState).FullName, component.GetProperty("typeName").GetString());
                Assert.Contains(connection.Id.ToString(), component.GetProperty("parameterValues").ToString(), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task Line_OfAVisitor_IsOpenAndCounted()
    {
        await using var app = await TestApp.StartAsync(("Web:VisitorRequestsPerMinute", "2"));
        using var browser = app.Browser();
        using var admin = await app.SignedInAsync();

        var answers = new List<HttpStatusCode>();
        foreach (var who in new[] { browser, browser, browser, admin, admin, admin })
        {
            using var answer = await who.PostAsync("/_blazor/negotiate?negotiateVersion=1");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], answers);
    }

    [Theory]
    [InlineData("/invitation/nonsense")]
    [InlineData("/consent/other-browser")]
    [InlineData("/media-kit/nonsense")]
    [InlineData("/api/socials/oauth/callback?state=a&code=b")]
    public async Task Visits_TooManyFromOneAddress_AreToldToWaitByAPage(string path)
    {
        await using var app = await TestApp.StartAsync(("Web:VisitorRequestsPerMinute", "1"));
        using var browser = app.Browser();
        (await browser.GetAsync(path)).Dispose();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("Too many tries", (await PageClient.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Invitation_WhateverItSays_IsKeptNowhereAndListedNowhere()
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var browser = app.Browser();

        foreach (var path in new[] { $"/invitation/{link.Token}", "/invitation/nonsense", $"/invitation/{link.Token}/tiktok", "/consent/other-browser", "/api/socials/oauth/callback?state=a" })
        {
            using var answer = await browser.GetAsync(path);

            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        }
    }

    [Fact]
    public async Task Document_ForTalents_BringsNothingOfTheComponentLibrary()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();
        using var answer = await browser.GetAsync("/invitation/nonsense");

        var html = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("MudBlazor", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<meta name=\"robots\" content=\"noindex, nofollow\"", html, StringComparison.Ordinal);
    }

    private static RouteEndpoint[] Endpoints(TestApp app) => [.. app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static RouteEndpoint[] PagesOf(TestApp app) => [.. Endpoints(app).Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)];

    // Style sheets, scripts and pictures.
    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor") || endpoint.RoutePattern.RawText!.StartsWith("_framework", StringComparison.Ordinal);

    [GeneratedRegex("""\{[^}]*\}""", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""<!--Blazor:(?<json>\{"type":"server".*?"descriptor".*?\})-->""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();
}
