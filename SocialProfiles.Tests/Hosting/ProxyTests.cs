using System.Net;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "203.0.113.9")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    public async Task Address_FromAProxy_IsBelievedOfKnownOnesAlone(string known, string expected)
    {
        await using var app = await TestApp.StartAsync(("Web:KnownProxies:0", known));
        using var browser = app.Browser();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent((await browser.HiddenAsync("/sign-in")).Append(("Form.Email", "a@b.example")).Append(("Form.Password", "x")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        (await browser.SendAsync(request)).Dispose();

        Assert.Equal(expected, (await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0].Address);
    }

    [Theory]
    [InlineData("Web:PublicUrl", "https://talents.agency.example", "everybody seems to come from the reverse proxy")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "can pretend to be at any address")]
    public async Task Start_ProxyThatIsNotKnown_SaysWhatDoesNotWork(string key, string value, string warning)
    {
        Assert.Contains(warning, await LogAsync((key, value)), StringComparison.Ordinal);
        Assert.DoesNotContain(warning, await LogAsync((key, value), ("Web:KnownProxies:0", "10.0.0.2")), StringComparison.Ordinal);
        Assert.DoesNotContain(warning, await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProxyThatIsNoAddress_IsRefusedAndNamed()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(("Web:KnownProxies:0", "proxy.local")));

        Assert.StartsWith("Web:KnownProxies must hold addresses", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://talents.agency.example", true)]
    [InlineData("http://localhost:5080", false)]
    public async Task Cookies_PublicAddressWithHttps_AreAllSecure(string publicUrl, bool isSecure)
    {
        await using var app = await TestApp.StartAsync(("Web:PublicUrl", publicUrl));
        using var browser = app.Browser();

        using var page = await browser.GetAsync("/sign-in");
        var form = (await PageClient.ReadAsync(page)).QuerySelectorAll("main input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(form.Append(("Form.Email", TestApp.AdminEmail)).Append(("Form.Password", TestApp.AdminPassword)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };

        // As a proxy passes it on: a browser sends a cookie for https, and we hear http.
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var signedIn = await browser.SendAsync(request);

        var cookies = page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).ToArray();
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(3, cookies.Length);
        Assert.All(cookies, cookie => Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<string> LogAsync(params (string, string)[] settings)
    {
        await using var app = await TestApp.StartAsync(settings);
        return await app.LogAsync();
    }
}
