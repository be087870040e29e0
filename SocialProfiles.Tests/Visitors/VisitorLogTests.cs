using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

public sealed class VisitorLogTests
{
    [Fact]
    public async Task Log_OfAWholeConsentAtItsMostTalkative_HoldsNeitherLinkNorCodeNorCookie()
    {
        await using var app = await TestApp.StartAsync(
            ("Serilog:MinimumLevel:Default", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft", "Verbose"), ("Serilog:MinimumLevel:Override:System.Net.Http.HttpClient", "Verbose"));
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);
        await visit.Browser.PageAsync($"/invitation/{link.Token}");
        var callback = await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind");
        var cookies = visit.Browser.Cookies.GetCookies(new Uri(app.Address, "/api/socials/oauth/callback")).Select(cookie => cookie.Value).ToArray();
        var query = QueryHelpers.ParseQuery(callback[(callback.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        await visit.Browser.PageAsync(await visit.FollowAsync(callback));

        var log = await app.LogAsync();
        Assert.Contains("GET /invitation/{Token} answered", log, StringComparison.Ordinal);
        Assert.Contains("/invitation/***", log, StringComparison.Ordinal);
        Assert.Contains("/api/socials/oauth/callback", log, StringComparison.Ordinal);
        Assert.All([link.Token, query["code"].ToString(), query["state"].ToString(), .. cookies], secret =>
        {
            Assert.True(secret.Length > 10);
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
            Assert.DoesNotContain(WebUtility.UrlEncode(secret), log, StringComparison.Ordinal);
        });
    }
}
