using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.TikTok;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class TikTokConsentTests
{
    private const string UserFields = "open_id,union_id,avatar_url,display_name,username,bio_description,profile_deep_link,is_verified,follower_count,following_count,likes_count,video_count";
    private const string VideoFields = "id,create_time,title,video_description,duration,cover_image_url,share_url,like_count,comment_count,share_count,view_count";
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("usual", 7_200, 15_552_000)]
    [InlineData("older", 86_400, 31_536_000)]
    [InlineData("minutes", 120, 15_552_000)]
    public async Task Code_Exchanged_GivesTokensThatLiveAsWasChosen(string life, long access, long refresh)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var code = sandbox.Consent("tiktok", "maya.travels", life: life);

        var (status, body) = await ExchangeAsync(sandbox, code);

        Assert.EndsWith("*0!6410.u1", code, StringComparison.Ordinal);
        Assert.Equal(200, status);
        Assert.Equal((access, refresh), (body.Number("expires_in"), body.Number("refresh_expires_in")));
        Assert.StartsWith("act.", body.Text("access_token"), StringComparison.Ordinal);
        Assert.StartsWith("rft.", body.Text("refresh_token"), StringComparison.Ordinal);
        Assert.Equal("user.info.basic,user.info.profile,user.info.stats,video.list", body.Text("scope"));
        Assert.Equal(TikTokTokens.OpenId("maya.travels"), body.Text("open_id"));
        Assert.True(Guid.TryParse(body.Text("open_id"), out _));
    }

    [Theory]
    [InlineData("client_key", "wrong", "invalid_client")]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("code", "made-up", "invalid_grant")]
    [InlineData("redirect_uri", "https://app.example/other", "invalid_request")]
    public async Task Code_WithSomethingWrong_IsRefusedInAFlatBody(string field, string value, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"), (field, value));

        Assert.Equal((400, error), (status, body.Text("error")));
        Assert.NotEmpty(body.Text("error_description"));
        Assert.NotEmpty(body.Text("log_id"));
    }

    [Fact]
    public async Task Code_UsedTwice_IsRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var code = sandbox.Consent("tiktok", "maya.travels");
        await ExchangeAsync(sandbox, code);

        Assert.Equal("invalid_grant", (await ExchangeAsync(sandbox, code)).Body.Text("error"));
    }

    [Fact]
    public async Task Refresh_RotatesTheTokenAndTakesTheOldOneNoMore()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var (_, first) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));
        clock.Now += TimeSpan.FromHours(2);

        var (_, second) = await RefreshAsync(sandbox, first.Text("refresh_token"));
        var (status, again) = await RefreshAsync(sandbox, first.Text("refresh_token"));
        var (_, third) = await RefreshAsync(sandbox, second.Text("refresh_token"));

        Assert.Equal((400, "invalid_grant"), (status, again.Text("error")));
        Assert.Equal(15_552_000, second.Number("refresh_expires_in"));
        Assert.Equal("access_token_invalid", (await UserAsync(sandbox, first.Text("access_token"))).Body.TikTokError());
        Assert.Equal("ok", (await UserAsync(sandbox, third.Text("access_token"))).Body.TikTokError());
        clock.Now += TimeSpan.FromDays(180);
        Assert.Equal("invalid_grant", (await RefreshAsync(sandbox, third.Text("refresh_token"))).Body.Text("error"));
    }

    [Fact]
    public async Task Refresh_ByManyAtOnce_SucceedsForOne()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, first) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(sandbox, first.Text("refresh_token"))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(4, sandbox.Tokens.Issued.Count);
    }

    [Theory]
    [InlineData("expires.eva", 120, "", "access_token_invalid")]
    [InlineData("norefresh.nils", 120, "invalid_grant", "access_token_invalid")]
    [InlineData("stalled.stan", 120, "server_error", "access_token_invalid")]
    [InlineData("passwordchanged.pia", 7_200, "invalid_grant", "access_token_invalid")]
    [InlineData("revoked.rae", 7_200, "invalid_grant", "access_token_invalid")]
    [InlineData("forbidden.fred", 7_200, "", "scope_not_authorized")]
    public async Task Handle_WithAnEnd_EndsAndRenewsAsItSays(string handle, long lives, string renewal, string afterTwoMinutes)
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", handle));
        Assert.Equal(lives, tokens.Number("expires_in"));
        Assert.Equal("ok", (await UserAsync(sandbox, tokens.Text("access_token"))).Body.TikTokError());

        clock.Now += TimeSpan.FromMinutes(2);
        var (_, ended) = await UserAsync(sandbox, tokens.Text("access_token"));
        var (_, renewed) = await RefreshAsync(sandbox, tokens.Text("refresh_token"));

        Assert.Equal((renewal, afterTwoMinutes), (renewed.Text("error"), ended.TikTokError()));
    }

    [Fact]
    public async Task Handle_OfAWeek_EndsAfterSevenDaysHoweverOftenItIsRenewed()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "weeklong.wim"));
        Assert.Equal(7 * 86_400, tokens.Number("refresh_expires_in"));
        clock.Now += TimeSpan.FromDays(6);

        (_, tokens) = await RefreshAsync(sandbox, tokens.Text("refresh_token"));

        Assert.Equal(86_400, tokens.Number("refresh_expires_in"));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Equal("invalid_grant", (await RefreshAsync(sandbox, tokens.Text("refresh_token"))).Body.Text("error"));
    }

    [Fact]
    public async Task Revoke_AnswersWithNothingAndEndsTheConsent()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));

        var (status, body) = await RevokeAsync(sandbox, tokens.Text("access_token"));

        Assert.Equal((200, 0), (status, body.Count));
        Assert.Equal("access_token_invalid", (await UserAsync(sandbox, tokens.Text("access_token"))).Body.TikTokError());
        Assert.Equal("invalid_grant", (await RefreshAsync(sandbox, tokens.Text("refresh_token"))).Body.Text("error"));
        Assert.Equal("invalid_request", (await RevokeAsync(sandbox, tokens.Text("access_token"))).Body.Text("error"));
    }

    [Fact]
    public async Task User_WithEveryScope_ShowsTheProfileAndItsNumbers()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));

        var (status, body) = await UserAsync(sandbox, tokens.Text("access_token"));

        var user = body["data"]!["user"]!.AsObject();
        Assert.Equal((200, "ok"), (status, body.TikTokError()));
        Assert.Equal("maya.travels", user.Text("username"));
        Assert.Equal("Maya Travels", user.Text("display_name"));
        Assert.Equal(tokens.Text("open_id"), user.Text("open_id"));
        Assert.True(user.Number("follower_count") > 1000);
        Assert.True(user.Number("likes_count") > user.Number("video_count"));
        Assert.Equal(UserFields.Split(','), user.Select(field => field.Key));
    }

    [Theory]
    [InlineData("open_id,follower_count", "user.info.basic,user.info.profile", 400, "scope_permission_missed")]
    [InlineData("open_id,username", "user.info.basic,user.info.stats", 400, "scope_permission_missed")]
    [InlineData("open_id", "video.list", 401, "scope_not_authorized")]
    [InlineData("open_id", "user.info.basic", 200, "ok")]
    [InlineData("open_id,email", "user.info.basic", 400, "invalid_params")]
    [InlineData("", "user.info.basic", 400, "invalid_params")]
    public async Task User_FieldsBeyondTheScopes_RefuseTheWholeCall(string fields, string scopes, int expected, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels", scopes.Split(',')));
        Assert.Equal(scopes, tokens.Text("scope"));

        var (status, body) = await sandbox.GetAsync($"tiktok-api/v2/user/info/?fields={fields}", tokens.Text("access_token"));

        Assert.Equal((expected, error), (status, body.TikTokError()));
    }

    [Fact]
    public async Task Videos_ReadByTheCursorInMilliseconds_ComeOnceAndNewestFirst()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));
        var videos = new List<JsonObject>();
        long? cursor = null;
        bool more;
        do
        {
            var (_, body) = await VideosAsync(sandbox, tokens, cursor is null ? """{"max_count":20}""" : $$"""{"max_count":20,"cursor":{{cursor}}}""");
            Assert.Equal("ok", body.TikTokError());
            videos.AddRange(body["data"]!["videos"]!.AsArray().Select(video => video!.AsObject()));
            cursor = body["data"]!["cursor"]!.GetValue<long>();
            more = body["data"]!["has_more"]!.GetValue<bool>();
        }
        while (more);

        var (_, user) = await UserAsync(sandbox, tokens.Text("access_token"));
        Assert.Equal(user["data"]!["user"]!["video_count"]!.GetValue<long>(), videos.Count);
        Assert.Equal(videos.Count, videos.Select(video => video.Text("id")).Distinct().Count());
        Assert.Equal(videos.Select(video => video.Number("create_time")).OrderDescending(), videos.Select(video => video.Number("create_time")));
        Assert.Equal(videos[^1].Number("create_time") * 1000, cursor);
        Assert.All(videos, video => Assert.Contains("?utm_campaign=tt4d_open_api", video.Text("share_url"), StringComparison.Ordinal));
        Assert.All(videos, video => Assert.InRange(video.Text("title").Length, 1, 150));
    }

    [Theory]
    [InlineData("""{"max_count":21}""", "invalid_params")]
    [InlineData("""{"max_count":"many"}""", "invalid_params")]
    [InlineData("nonsense", "invalid_params")]
    [InlineData("", "ok")]
    public async Task Videos_AskedForWrongly_AreRefused(string request, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));

        Assert.Equal(error, (await VideosAsync(sandbox, tokens, request)).Body.TikTokError());
    }

    [Fact]
    public async Task VideoQuery_WithForeignIds_LeavesThemOutAndSaysOk()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels"));
        var (_, list) = await VideosAsync(sandbox, tokens, "");
        var id = list["data"]!["videos"]![3]!["id"]!.GetValue<string>();

        var (_, body) = await sandbox.SendAsync(
            HttpMethod.Post, "tiktok-api/v2/video/query/?fields=id,view_count", tokens.Text("access_token"), new StringContent($$$"""{"filters":{"video_ids":["{{{id}}}","1"]}}"""));

        Assert.Equal("ok", body.TikTokError());
        Assert.Equal(id, Assert.Single(body["data"]!["videos"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Videos_WithoutTheirScope_AreRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", "maya.travels", ["user.info.basic"]));

        Assert.Equal("scope_not_authorized", (await VideosAsync(sandbox, tokens, "")).Body.TikTokError());
    }

    [Theory]
    [InlineData("flaky.finn", "internal_error", "ok")]
    [InlineData("ratelimited.rosa", "rate_limit_exceeded", "rate_limit_exceeded")]
    public async Task User_OfATroubledHandle_ExchangesAndThenFailsAtFirst(string handle, string first, string second)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (status, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("tiktok", handle));

        var errors = new[]
        {
            (await UserAsync(sandbox, tokens.Text("access_token"))).Body.TikTokError(),
            (await UserAsync(sandbox, tokens.Text("access_token"))).Body.TikTokError(),
        };

        Assert.Equal(200, status);
        Assert.Equal([first, second], errors);
    }

    private static Task<(int Status, JsonObject Body)> ExchangeAsync(RunningSandbox sandbox, string code, (string Name, string Value)? changed = null)
    {
        (string Name, string Value)[] fields =
        [
            ("client_key", TikTokConsentSite.ClientKey), ("client_secret", TikTokConsentSite.ClientSecret), ("grant_type", "authorization_code"),
            ("redirect_uri", RunningSandbox.RedirectAddress), ("code", code),
        ];
        return sandbox.PostAsync("tiktok-api/v2/oauth/token/", [.. fields.Select(field => field.Name == changed?.Name ? changed.Value : field)]);
    }

    private static Task<(int Status, JsonObject Body)> RefreshAsync(RunningSandbox sandbox, string token) => sandbox.PostAsync(
        "tiktok-api/v2/oauth/token/",
        ("client_key", TikTokConsentSite.ClientKey), ("client_secret", TikTokConsentSite.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", token));

    private static Task<(int Status, JsonObject Body)> RevokeAsync(RunningSandbox sandbox, string token) => sandbox.PostAsync(
        "tiktok-api/v2/oauth/revoke/", ("client_key", TikTokConsentSite.ClientKey), ("client_secret", TikTokConsentSite.ClientSecret), ("token", token));

    private static Task<(int Status, JsonObject Body)> UserAsync(RunningSandbox sandbox, string token) =>
        sandbox.GetAsync($"tiktok-api/v2/user/info/?fields={UserFields}", token);

    private static Task<(int Status, JsonObject Body)> VideosAsync(RunningSandbox sandbox, JsonObject tokens, string body) => sandbox.SendAsync(
        HttpMethod.Post, $"tiktok-api/v2/video/list/?fields={VideoFields}", tokens.Text("access_token"), new StringContent(body));
}
