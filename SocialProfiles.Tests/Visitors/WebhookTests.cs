using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.TikTok;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>Word from the platforms, over HTTP.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task TikTok_TalentRemovedTheApp_EndsTheConsentAtOnceAndOnce()
    {
        await using var app = await TestApp.StartAsync();
        var connection = await ConnectAsync(app, "TIKTOK");
        var body = Removed(TikTokTokens.OpenId("mara.lind"), TimeProvider.System.GetUtcNow());

        using var first = await TellTikTokAsync(app, body, Sign(body));
        using var second = await TellTikTokAsync(app, body, Sign(body));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Empty(await first.Content.ReadAsStringAsync());
        var ended = (await app.Get<ConnectionList>().FindAsync(connection, CancellationToken.None))!;
        Assert.Equal((SyncStatus.Error, ConsentEndReason.RemovedAtPlatform), (ended.Status, ended.Consent!.EndedBecause));
    }

    [Fact]
    public async Task TikTok_NoticeFromBeforeTheConsent_LeavesItAlone()
    {
        await using var app = await TestApp.StartAsync();
        var connection = await ConnectAsync(app, "TIKTOK");
        var body = Removed(TikTokTokens.OpenId("mara.lind"), TimeProvider.System.GetUtcNow().AddHours(-2));

        using var answer = await TellTikTokAsync(app, body, Sign(body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null((await app.Get<ConnectionList>().FindAsync(connection, CancellationToken.None))!.Consent!.EndedBecause);
    }

    [Fact]
    public async Task TikTok_UnknownPerson_IsAnsweredAsEveryOther()
    {
        await using var app = await TestApp.StartAsync();
        var body = Removed("nobody-of-ours", TimeProvider.System.GetUtcNow());

        using var answer = await TellTikTokAsync(app, body, Sign(body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("t=1,s=00")]
    public async Task TikTok_NotSigned_IsRefusedWithoutAWord(string? signature)
    {
        await using var app = await TestApp.StartAsync();

        using var answer = await TellTikTokAsync(app, Removed("a", TimeProvider.System.GetUtcNow()), signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task TikTok_BodyOutOfAllProportion_IsNotRead()
    {
        await using var app = await TestApp.StartAsync();
        var body = new string(' ', 20_000);

        using var answer = await TellTikTokAsync(app, body, Sign(body));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Meta_TalentRemovedTheApp_EndsTheConsent()
    {
        await using var app = await TestApp.StartAsync();
        var connection = await ConnectAsync(app, "INSTAGRAM");

        using var answer = await TellMetaAsync(app, SignedRequest($"{InstagramIds.AppScoped("mara.lind")}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ConsentEndReason.RemovedAtPlatform, (await app.Get<ConnectionList>().FindAsync(connection, CancellationToken.None))!.Consent!.EndedBecause);
    }

    [Fact]
    public async Task Meta_WrongSignature_IsRefusedWithoutAWord()
    {
        await using var app = await TestApp.StartAsync();

        using var forged = await TellMetaAsync(app, SignedRequest("7", secret: "guessed"));
        using var json = await app.Api(null).PostAsync("/api/webhooks/meta/deauthorize", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (forged.StatusCode, json.StatusCode));
        Assert.Empty(await forged.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Notices_TooManyFromOneAddress_AreToldToWait()
    {
        await using var app = await TestApp.StartAsync(("Web:WebhooksPerMinute", "1"));
        (await TellTikTokAsync(app, "{}", null)).Dispose();

        using var answer = await TellTikTokAsync(app, "{}", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    private static async Task<Guid> ConnectAsync(TestApp app, string platform)
    {
        var talent = await Visit.TalentAsync(app);
        var link = await Visit.InviteAsync(app, talent, platform);
        using var visit = new Visit(app);
        await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link, platform), "mara.lind"));
        await app.GrantedAnHourAgoAsync();
        return Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!).Id;
    }

    private static async Task<HttpResponseMessage> TellTikTokAsync(TestApp app, string body, string? signature)
    {
        using var api = app.Api(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/tiktok") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.Add("TikTok-Signature", signature);
        }

        return await api.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> TellMetaAsync(TestApp app, string signedRequest)
    {
        using var api = app.Api(null);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("signed_request", signedRequest)]);
        return await api.PostAsync("/api/webhooks/meta/deauthorize", form);
    }

    private static string Removed(string person, DateTimeOffset at) =>
        $$"""{"client_key":"{{TikTokConsentSite.ClientKey}}","event":"authorization.removed","create_time":{{at.ToUnixTimeSeconds()}},"user_openid":"{{person}}","content":"{\"reason\": 1 }"}""";

    private static string Sign(string body)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return $"t={seconds},s={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TikTokConsentSite.ClientSecret), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }

    private static string SignedRequest(string person, string secret = InstagramConsentSite.AppSecret)
    {
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"user_id":"{{person}}","algorithm":"HMAC-SHA256","issued_at":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}"""));
        return $"{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload)))}.{payload}";
    }
}
