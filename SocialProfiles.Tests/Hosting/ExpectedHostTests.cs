using System.Net;
using SocialProfiles.Tests.Api;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Hosting;

public sealed class ExpectedHostTests
{
    private static readonly (string, string)[] _public = [("Web:PublicUrl", "https://talents.agency.example"), ("Web:OtherHosts:0", "office-server")];

    [Theory]
    [InlineData("talents.agency.example", HttpStatusCode.OK)]
    [InlineData("Talents.Agency.Example:443", HttpStatusCode.OK)]
    [InlineData("office-server:5080", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("evil.test", HttpStatusCode.BadRequest)]
    [InlineData("talents.agency.example.evil.test", HttpStatusCode.BadRequest)]
    [InlineData("10.0.0.7", HttpStatusCode.BadRequest)]
    public async Task Page_PublicAddressSet_IsForItsHostAlone(string host, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(_public);
        using var browser = app.Browser();

        using var answer = await browser.GetAsync("/sign-in", ("Host", host));

        Assert.Equal(expected, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        if (expected == HttpStatusCode.BadRequest)
        {
            Assert.Equal("This address isn't ours", (await PageClient.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
        }
    }

    [Fact]
    public async Task Api_OfAnotherHost_IsRefusedAsAProblem()
    {
        await using var app = await TestApp.StartAsync(_public);
        using var api = app.Api();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/admin/queue-stats") { Headers = { Host = "evil.test" } };

        using var answer = await api.SendAsync(request);

        Assert.Equal("Unknown host", (await Json.ReadAsync(answer, HttpStatusCode.BadRequest)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Health_UnderEveryName_Answers()
    {
        await using var app = await TestApp.StartAsync(_public);
        using var browser = app.Browser();

        using var answer = await browser.GetAsync("/health/live", ("Host", "10.0.0.7:5080"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData("localhost")]
    public async Task Consent_WhateverTheHost_ComesBackToThePublicAddress(string host)
    {
        await using var app = await TestApp.StartAsync(_public);
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var browser = app.Browser();

        using var answer = await browser.GetAsync($"/invitation/{link.Token}/tiktok", ("Host", host));

        Assert.DoesNotContain(host, $"{answer.Headers.Location}", StringComparison.Ordinal);
        Assert.Equal(host == "localhost", $"{answer.Headers.Location}".Contains("redirect_uri=https%3A%2F%2Ftalents.agency.example%2F", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_NothingSet_AnswersUnderEveryHost()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync("/sign-in", ("Host", "anything.test"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
