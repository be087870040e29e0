using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class GoogleConsentTests
{
    private const string Both = $"{GoogleConsentSite.Channel} {GoogleConsentSite.Analytics}";
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Code_Exchanged_GivesAnHourAndARefreshTokenThatStays()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);

        var (status, first) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels"));
        clock.Now += TimeSpan.FromDays(70);
        var (_, renewed) = await RefreshAsync(sandbox, first.Text("refresh_token"));
        var (_, again) = await RefreshAsync(sandbox, first.Text("refresh_token"));

        Assert.Equal(200, status);
        Assert.Equal((3_599, Both, "Bearer"), (first.Number("expires_in"), first.Text("scope"), first.Text("token_type")));
        Assert.False(first.ContainsKey("refresh_token_expires_in"));
        Assert.All([renewed, again], body => Assert.False(body.ContainsKey("refresh_token")));
        Assert.Equal("authError", (await MineAsync(sandbox, first.Text("access_token"))).Body.GoogleError());
        Assert.Equal("none", (await MineAsync(sandbox, again.Text("access_token"))).Body.GoogleError());
    }

    [Theory]
    [InlineData("client_id", "wrong", 401, "invalid_client")]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("code", "4/0Amade-up", 400, "invalid_grant")]
    [InlineData("redirect_uri", "https://app.example/other", 400, "redirect_uri_mismatch")]
    public async Task Code_WithSomethingWrong_IsRefused(string field, string value, int expected, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels"), (field, value));

        Assert.Equal((expected, error), (status, body.Text("error")));
        Assert.NotEmpty(body.Text("error_description"));
    }

    [Theory]
    [InlineData("S256 E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "")]
    [InlineData("S256 E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "wrong", "Invalid code verifier.")]
    [InlineData("S256 E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "", "Missing code verifier.")]
    [InlineData("plain secret", "secret", "")]
    [InlineData("", "uninvited", "Invalid code verifier.")]
    public async Task Code_WithPkce_IsTakenWithItsVerifierOnly(string challenge, string verifier, string description)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var ask = new ConsentAsk(RunningSandbox.RedirectAddress, new GoogleConsentSite().Scopes, "state", challenge, null, true, true);

        var (_, body) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels", ask: ask), more: ("code_verifier", verifier));

        Assert.Equal(description, body.Text("error_description"));
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, false, false)]
    public async Task RefreshToken_ComesAtFirstOrWhenTheAppPromptsAndIsOffline(bool offline, bool prompts, bool first, bool second)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var ask = new ConsentAsk(RunningSandbox.RedirectAddress, new GoogleConsentSite().Scopes, "state", "", null, offline, prompts);

        var (_, firstBody) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels", ask: ask));
        var (_, secondBody) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels", ask: ask));

        Assert.Equal((first, second), (firstBody.ContainsKey("refresh_token"), secondBody.ContainsKey("refresh_token")));
    }

    [Theory]
    [InlineData("expires.eva", "", "authError")]
    [InlineData("stalled.stan", "backend_error", "authError")]
    [InlineData("passwordchanged.pia", "invalid_grant", "authError")]
    [InlineData("revoked.rae", "invalid_grant", "authError")]
    [InlineData("forbidden.fred", "", "insufficientPermissions")]
    public async Task Handle_WithAnEnd_EndsAndRenewsAsItSays(string handle, string renewal, string afterTwoMinutes)
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", handle));
        Assert.Equal("none", (await MineAsync(sandbox, tokens.Text("access_token"))).Body.GoogleError());

        clock.Now += TimeSpan.FromMinutes(2);
        var (_, ended) = await MineAsync(sandbox, tokens.Text("access_token"));
        var (_, renewed) = await RefreshAsync(sandbox, tokens.Text("refresh_token"));

        Assert.Equal((renewal, afterTwoMinutes), (renewed.Text("error"), ended.GoogleError()));
    }

    [Fact]
    public async Task Handle_WithoutRefreshOrOfAWeek_SaysSo()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (_, without) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "norefresh.nils"));
        var (_, week) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "weeklong.wim"));

        Assert.False(without.ContainsKey("refresh_token"));
        Assert.InRange(week.Number("refresh_token_expires_in"), 604_700, 604_800);
    }

    [Theory]
    [InlineData("access_token", true)]
    [InlineData("refresh_token", false)]
    public async Task Revoke_OfEitherToken_EndsBothAndIsAnErrorTheSecondTime(string token, bool inTheForm)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels"));

        var (status, _) = await RevokeAsync(sandbox, tokens.Text(token), inTheForm);

        Assert.Equal(200, status);
        Assert.Equal("authError", (await MineAsync(sandbox, tokens.Text("access_token"))).Body.GoogleError());
        Assert.Equal("invalid_grant", (await RefreshAsync(sandbox, tokens.Text("refresh_token"))).Body.Text("error"));
        Assert.Equal("invalid_token", (await RevokeAsync(sandbox, tokens.Text(token), inTheForm)).Body.Text("error"));
    }

    [Fact]
    public async Task Mine_WithAToken_IsTheChannelThatTheKeyFinds()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels"));
        var byKey = await sandbox.ChannelAsync("maya.travels");

        var (_, body) = await MineAsync(sandbox, tokens.Text("access_token"));

        Assert.Equal(byKey.ToJsonString(), body["items"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Uploads_WithAToken_AreReadAsWithTheKey()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, tokens) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "private.life"));
        var (_, mine) = await MineAsync(sandbox, tokens.Text("access_token"));
        var uploads = mine["items"]![0]!["contentDetails"]!["relatedPlaylists"]!["uploads"]!.GetValue<string>();

        var (_, list) = await sandbox.GetAsync($"youtube/playlistItems?part=contentDetails&playlistId={uploads}", tokens.Text("access_token"));
        var (_, videos) = await sandbox.GetAsync(
            $"youtube/videos?part=statistics&id={list["items"]![0]!["contentDetails"]!["videoId"]}", tokens.Text("access_token"));

        Assert.NotNull(videos["items"]![0]!["statistics"]!["viewCount"]);
    }

    [Fact]
    public async Task Mine_WithoutAChannelScopeOrToken_IsNotThere()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, channelless) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "nonexistent.rafa"));
        var (_, lacking) = await ExchangeAsync(sandbox, sandbox.Consent("youtube", "maya.travels", [GoogleConsentSite.Analytics]));

        var (status, none) = await MineAsync(sandbox, channelless.Text("access_token"));
        var (forbidden, refused) = await MineAsync(sandbox, lacking.Text("access_token"));
        var (unauthorized, byKey) = await sandbox.YouTubeAsync("channels?part=id&mine=true");

        Assert.Equal((200, false), (status, none.ContainsKey("items")));
        Assert.Equal((403, "insufficientPermissions", "PERMISSION_DENIED"), (forbidden, refused.GoogleError(), refused["error"]!["status"]!.GetValue<string>()));
        Assert.Equal((401, "authError"), (unauthorized, byKey.GoogleError()));
    }

    private static Task<(int Status, JsonObject Body)> ExchangeAsync(
        RunningSandbox sandbox, string code, (string Name, string Value)? changed = null, (string Name, string Value)? more = null)
    {
        List<(string Name, string Value)> fields =
        [
            ("client_id", GoogleConsentSite.AppId), ("client_secret", GoogleConsentSite.AppSecret), ("grant_type", "authorization_code"),
            ("redirect_uri", RunningSandbox.RedirectAddress), ("code", code),
        ];
        if (more is { } added)
        {
            fields.Add(added);
        }

        return sandbox.PostAsync("google-token/token", [.. fields.Select(field => field.Name == changed?.Name ? changed.Value : field)]);
    }

    private static Task<(int Status, JsonObject Body)> RefreshAsync(RunningSandbox sandbox, string token) => sandbox.PostAsync(
        "google-token/token",
        ("client_id", GoogleConsentSite.AppId), ("client_secret", GoogleConsentSite.AppSecret), ("grant_type", "refresh_token"), ("refresh_token", token));

    private static Task<(int Status, JsonObject Body)> RevokeAsync(RunningSandbox sandbox, string token, bool inTheForm) => inTheForm
        ? sandbox.PostAsync("google-token/revoke", ("token", token))
        : sandbox.PostAsync($"google-token/revoke?token={Uri.EscapeDataString(token)}");

    private static Task<(int Status, JsonObject Body)> MineAsync(RunningSandbox sandbox, string token) =>
        sandbox.GetAsync("youtube/channels?part=id,snippet,contentDetails,statistics,status&mine=true", token);
}
