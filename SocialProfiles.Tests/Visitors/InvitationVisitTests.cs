using System.Net;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>What counts as "opened by the talent" on the card, and what does not.</summary>
public sealed class InvitationVisitTests
{
    [Theory]
    [InlineData("GET", "WhatsApp/2.23.20.0")]
    [InlineData("HEAD", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("GET", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("GET", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15")]
    public async Task Page_FetchedForAPreview_IsNotOpened(string method, string agent)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/invitation/{link.Token}");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);

        using var answer = await http.SendAsync(request);

        Assert.Null(await OpenedAsync(app, talent));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NoContent)]
    [InlineData("Origin", "OURS", HttpStatusCode.NoContent)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.test", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "at all", HttpStatusCode.Forbidden)]
    public async Task Visit_Told_CountsOnlyFromOurOwnPage(string header, string value, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/invitation/{link.Token}/visit");
        request.Headers.Add(header, value == "OURS" ? app.Address.GetLeftPart(UriPartial.Authority) : value);

        using var answer = await http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.NoContent, await OpenedAsync(app, talent) is not null);
    }

    [Fact]
    public async Task Visit_OfALinkThatIsNone_SaysNothingAboutIt()
    {
        await using var app = await TestApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        foreach (var token in new[] { "nonsense", "AAAAAAAAAAAAAAAAAAAAAA", new string('x', 2_000) })
        {
            using var answer = await http.PostAsync($"/invitation/{token}/visit", null);

            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Consent_BegunWithoutAScript_CountsAsOpened()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        using var visit = new Visit(app);

        await visit.BeginAsync(link);

        Assert.NotNull(await OpenedAsync(app, talent));
    }

    private static async Task<DateTimeOffset?> OpenedAsync(TestApp app, Guid talent) =>
        Assert.Single(await app.Get<InvitationList>().OfTalentAsync(talent, CancellationToken.None)).OpenedAt;
}
