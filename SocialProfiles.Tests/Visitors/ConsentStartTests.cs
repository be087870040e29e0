using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>Only a press on our own page begins a consent.</summary>
public sealed class ConsentStartTests
{
    public static TheoryData<string?, string?, bool> Ways { get; } = new()
    {
        { "same-origin", null, true },
        { "same-origin", "ours", true },
        { "cross-site", null, false },
        { "cross-site", "ours", false },
        { "same-site", null, false },
        { "none", null, false },
        { "none", "ours", false },

        // Browsers that don't say it: then the page they come from does.
        { null, "ours", true },
        { null, "https://evil.test/", false },
        { null, null, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Start_OfATalent_IsBegunByOurPageAlone(string? site, string? referer, bool isBegun)
    {
        await using var app = await TestApp.StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var browser = app.Api(null);

        using var answer = await browser.SendAsync(Request(app, $"/invitation/{link.Token}/tiktok", site, referer));

        Assert.Equal(isBegun, answer.Headers.Location!.OriginalString != $"/invitation/{link.Token}");
        Assert.Equal(isBegun, answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Start_OfAnAdmin_IsBegunByOurPageAlone(string? site, string? referer, bool isBegun)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await Visit.TalentAsync(app);
        using var admin = await app.SignedInAsync();
        using var browser = app.Api(null);
        using var request = Request(app, $"/talents/{talent}/consent/youtube", site, referer);
        request.Headers.Add("Cookie", admin.Cookies.GetCookieHeader(app.Address));

        using var answer = await browser.SendAsync(request);

        Assert.Equal(isBegun, answer.Headers.Location!.OriginalString != $"/talents/{talent}");
        Assert.Equal(isBegun, answer.Headers.Contains("Set-Cookie"));
    }

    private static HttpRequestMessage Request(TestApp app, string path, string? site, string? referer)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        if (referer is not null)
        {
            request.Headers.Add("Referer", referer == "ours" ? app.Address.ToString() : referer);
        }

        return request;
    }
}
