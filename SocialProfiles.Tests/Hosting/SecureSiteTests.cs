using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What browsers are told once our public address is https, also behind a proxy that hides it.</summary>
public sealed class SecureSiteTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/socials")]
    public async Task SecureAddress_SignIn_HasHostCookiesAndHstsAndIsKeptNowhere(string basePath)
    {
        await using var app = await TestApp.StartAsync(("Web:PublicUrl", "https://talents.agency.example"), ("Web:BasePath", basePath));
        using var browser = app.Browser();
        using var page = await browser.GetAsync($"{basePath}/sign-in", ("Host", "talents.agency.example"));
        var form = await PageClient.ReadAsync(page);
        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{basePath}/sign-in")
        {
            Content = new FormUrlEncodedContent(form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Append(KeyValuePair.Create("Form.Email", TestApp.AdminEmail)).Append(KeyValuePair.Create("Form.Password", TestApp.AdminPassword))),
        };
        request.Headers.Host = "talents.agency.example";

        // Plain http to the proxy's back: the browser of the test wouldn't send what is for https only.
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        using var answer = await browser.SendAsync(request);
        var given = answer.Headers.GetValues("Set-Cookie").ToList();

        Assert.Equal("max-age=31536000", string.Concat(page.Headers.GetValues("Strict-Transport-Security")));
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-SocialProfiles.Form=", StringComparison.Ordinal));
        Assert.Contains(given, cookie => cookie.StartsWith("__Host-SocialProfiles.Session=", StringComparison.Ordinal));
        Assert.Contains(given, cookie => cookie.StartsWith("__Secure-SocialProfiles.Device.", StringComparison.Ordinal));
        Assert.All(cookies.Concat(given), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies.Concat(given).Where(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal)), cookie =>
        {
            Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("/home")]
    [InlineData("/account")]
    [InlineData("/find/export.csv")]
    [InlineData("/api-docs/")]
    public async Task Answer_WithData_IsKeptNowhere(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();
        using var answer = await browser.GetAsync(path);

        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }
}
