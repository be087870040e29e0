using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.Instagram;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class InstagramConsentTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Code_Exchanged_GivesATokenOfAnHourAndThenOneOfSixtyDays()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);

        var (status, first) = await ExchangeAsync(sandbox, sandbox.Consent("instagram", "maya.travels"));
        var token = Flat(first).Text("access_token");
        var (_, longLived) = await LengthenAsync(sandbox, token);
        clock.Now += TimeSpan.FromHours(1);

        Assert.Equal(200, status);
        Assert.Equal(5_183_944, longLived.Number("expires_in"));
        Assert.Equal("190/463", (await sandbox.GetAsync("instagram-user/v25.0/me", token)).Body.GraphError());
        Assert.Equal("none", (await sandbox.GetAsync("instagram-user/v25.0/me", longLived.Text("access_token"))).Body.GraphError());
        Assert.All([token, longLived.Text("access_token")], text => Assert.StartsWith("IGAA", text, StringComparison.Ordinal));
        Assert.Equal([token, longLived.Text("access_token")], sandbox.Tokens.Issued.Select(issued => issued.Text));
    }

    [Fact]
    public async Task Code_OfDifferentHandles_ComesInEveryShapeThatIsSeen()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            var (_, body) = await ExchangeAsync(sandbox, sandbox.Consent("instagram", $"handle{i}"));
            var flat = Flat(body);
            shapes.Add($"{body.ContainsKey("data")} {flat["user_id"]!.GetValueKind()} {flat["permissions"]?.GetValueKind()}");
            Assert.True(long.Parse(flat.Text("user_id"), CultureInfo.InvariantCulture) > 1L << 53);
        }

        Assert.Equal(["False Number ", "False Number Array", "True String String"], shapes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("client_id", "1", "Invalid platform app")]
    [InlineData("client_secret", "wrong", "Error validating client secret.")]
    [InlineData("grant_type", "password", "Invalid grant_type: Must be authorization_code")]
    [InlineData("code", "made-up", "Invalid authorization code")]
    [InlineData("redirect_uri", "https://app.example/api/socials/oauth/callback/", "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request")]
    public async Task Code_WithSomethingWrong_IsRefusedInItsOwnShape(string field, string value, string message)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await ExchangeAsync(sandbox, sandbox.Consent("instagram", "maya.travels"), (field, value));

        Assert.Equal(400, status);
        Assert.Equal("OAuthException", body.Text("error_type"));
        Assert.Equal(400, body.Number("code"));
        Assert.Equal(message, body.Text("error_message"));
    }

    [Fact]
    public async Task Code_UsedTwiceOrTooOld_IsRefused()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var code = sandbox.Consent("instagram", "maya.travels");
        await ExchangeAsync(sandbox, code);

        var (status, again) = await ExchangeAsync(sandbox, code);
        var old = sandbox.Consent("instagram", "maya.travels");
        clock.Now += TimeSpan.FromHours(1);
        var (oldStatus, _) = await ExchangeAsync(sandbox, old);

        Assert.Equal((400, "Matching code was not found or was already used"), (status, again.Text("error_message")));
        Assert.Equal(400, oldStatus);
    }

    [Fact]
    public async Task Refresh_YoungerThanADay_IsRefusedAndLaterGivesSixtyDaysMore()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var token = await TokenAsync(sandbox, "maya.travels");

        var (young, tooYoung) = await RefreshAsync(sandbox, token);
        clock.Now += TimeSpan.FromDays(59);
        var (_, renewed) = await RefreshAsync(sandbox, token);
        clock.Now += TimeSpan.FromDays(2);
        var (_, expired) = await RefreshAsync(sandbox, token);

        Assert.Equal(400, young);
        Assert.Equal("OAuthException", tooYoung["error"]!["type"]!.GetValue<string>());
        Assert.NotEqual("190", tooYoung.GraphError());
        Assert.Equal(5_183_944, renewed.Number("expires_in"));
        Assert.Equal("instagram_business_basic,instagram_business_manage_insights", renewed.Text("permissions"));
        Assert.Equal("190/463", expired.GraphError());
        Assert.Equal("none", (await sandbox.GetAsync("instagram-user/v25.0/me", renewed.Text("access_token"))).Body.GraphError());
    }

    [Theory]
    [InlineData("expires.eva", "190/463", "190/463")]
    [InlineData("norefresh.nils", "none", "190/458")]
    [InlineData("stalled.stan", "none", "1")]
    [InlineData("passwordchanged.pia", "190/460", "190/460")]
    [InlineData("revoked.rae", "190/458", "190/458")]
    [InlineData("forbidden.fred", "10", "none")]
    [InlineData("weeklong.wim", "none", "none")]
    public async Task Handle_WithAnEnd_EndsAndRenewsAsItSays(string handle, string afterTwoMinutes, string renewalAfterADay)
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var token = await TokenAsync(sandbox, handle);
        Assert.Equal("none", (await sandbox.GetAsync("instagram-user/v25.0/me", token)).Body.GraphError());

        clock.Now += TimeSpan.FromMinutes(2);
        var (_, ended) = await sandbox.GetAsync("instagram-user/v25.0/me", token);
        clock.Now += TimeSpan.FromDays(1);
        var (_, renewed) = await RefreshAsync(sandbox, token);

        Assert.Equal((afterTwoMinutes, renewalAfterADay), (ended.GraphError(), renewed.GraphError()));
    }

    [Fact]
    public async Task Handle_OfAWeek_EndsAfterSevenDaysHoweverOftenItIsRenewed()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var token = await TokenAsync(sandbox, "weeklong.wim");
        clock.Now += TimeSpan.FromDays(6);

        var (_, renewed) = await RefreshAsync(sandbox, token);

        Assert.Equal(86_400, renewed.Number("expires_in"));
    }

    [Fact]
    public async Task Me_OfAConsent_IsTheAccountThatDiscoveryFinds()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await TokenAsync(sandbox, "maya.travels");
        var discovered = await sandbox.DiscoverAsync("maya.travels");

        var (_, me) = await sandbox.GetAsync("instagram-user/v25.0/me?fields=user_id,username,name,account_type,followers_count,media_count", token);

        Assert.Equal(discovered.Text("id"), me.Text("user_id"));
        Assert.Equal(InstagramIds.AppScoped("maya.travels").ToString(CultureInfo.InvariantCulture), me.Text("id"));
        Assert.Equal(discovered.Text("username"), me.Text("username"));
        Assert.Equal(discovered.Number("followers_count"), me.Number("followers_count"));
        Assert.Equal(discovered.Number("media_count"), me.Number("media_count"));
        Assert.Contains(me.Text("account_type"), new[] { "BUSINESS", "MEDIA_CREATOR" });
    }

    [Theory]
    [InlineData("me?fields=id,view_count", "100")]
    [InlineData("me/media?fields=id,view_count", "100")]
    [InlineData("me?fields=id{", "2500")]
    [InlineData("17841400000000099", "100/33")]
    [InlineData("me/media?after=nonsense", "100")]
    public async Task Data_AskedForWrongly_IsRefused(string path, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = await TokenAsync(sandbox, "maya.travels");

        Assert.Equal(error, (await sandbox.GetAsync($"instagram-user/v25.0/{path}", token)).Body.GraphError());
    }

    [Theory]
    [InlineData("", "104")]
    [InlineData("?access_token=sandbox-instagram-token", "190")]
    [InlineData("?access_token=IGAAnonsense", "190")]
    public async Task Me_WithoutAnOwnersToken_IsRefused(string query, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(error, (await sandbox.GetAsync($"instagram-user/v25.0/me{query}")).Body.GraphError());
    }

    [Fact]
    public async Task Media_ReadByItsNextAddress_GivesEveryPostOnceAndEndsWithoutOne()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await TokenAsync(sandbox, "maya.travels");
        var ids = new List<string>();
        string? address = $"instagram-user/v25.0/me/media?fields=id,media_type,timestamp,children{{id,media_type,media_url}}&limit=30&access_token={token}";
        JsonObject page;
        do
        {
            (_, page) = await sandbox.GetAsync(address);
            ids.AddRange(page["data"]!.AsArray().Select(post => post!["id"]!.GetValue<string>()));
            address = page["paging"]!["next"]?.GetValue<string>();
            Assert.True(address?.Contains(token, StringComparison.Ordinal) ?? true);
        }
        while (address is not null);

        Assert.NotNull(page["paging"]!["cursors"]!["after"]);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal((await sandbox.DiscoverAsync("maya.travels")).Number("media_count"), ids.Count);
    }

    [Fact]
    public async Task Me_WithoutTheBasicScopeOrAProfessionalAccount_IsRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (_, lacking) = await ExchangeAsync(sandbox, sandbox.Consent("instagram", "maya.travels", []));
        var personal = await TokenAsync(sandbox, "nonexistent.rafa");

        Assert.Equal("10", (await sandbox.GetAsync("instagram-user/v25.0/me", Flat(lacking).Text("access_token"))).Body.GraphError());
        Assert.Equal("100/33", (await sandbox.GetAsync("instagram-user/v25.0/me", personal)).Body.GraphError());
    }

    [Fact]
    public async Task Token_AfterTheAppWasRemoved_IsDeadUntilAnotherConsent()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var before = await TokenAsync(sandbox, "maya.travels");
        sandbox.Consents.Remove("instagram", "maya.travels");
        var after = await TokenAsync(sandbox, "maya.travels");

        Assert.Equal("190/458", (await sandbox.GetAsync("instagram-user/v25.0/me", before)).Body.GraphError());
        Assert.Equal("none", (await sandbox.GetAsync("instagram-user/v25.0/me", after)).Body.GraphError());
    }

    [Fact]
    public async Task Token_OfAnotherSandbox_IsAcceptedSinceItSaysItselfWhatItIs()
    {
        await using var first = await RunningSandbox.StartAsync();
        await using var second = await RunningSandbox.StartAsync();

        var token = await TokenAsync(first, "maya.travels");

        Assert.Equal("none", (await second.GetAsync("instagram-user/v25.0/me", token)).Body.GraphError());
        Assert.Null(SandboxTokens.Read("instagram", TokenUse.Access, token[..^2] + "AA"));
    }

    private static Task<(int Status, JsonObject Body)> ExchangeAsync(RunningSandbox sandbox, string code, (string Name, string Value)? changed = null)
    {
        (string Name, string Value)[] fields =
        [
            ("client_id", InstagramConsentSite.AppId), ("client_secret", InstagramConsentSite.AppSecret), ("grant_type", "authorization_code"),
            ("redirect_uri", RunningSandbox.RedirectAddress), ("code", code),
        ];
        return sandbox.PostAsync("instagram-token/oauth/access_token", [.. fields.Select(field => field.Name == changed?.Name ? changed.Value : field)]);
    }

    private static Task<(int Status, JsonObject Body)> LengthenAsync(RunningSandbox sandbox, string token) => sandbox.GetAsync(
        $"instagram-user/access_token?grant_type=ig_exchange_token&client_secret={InstagramConsentSite.AppSecret}&access_token={token}");

    private static Task<(int Status, JsonObject Body)> RefreshAsync(RunningSandbox sandbox, string token) =>
        sandbox.GetAsync($"instagram-user/refresh_access_token?grant_type=ig_refresh_token&access_token={token}");

    private static async Task<string> TokenAsync(RunningSandbox sandbox, string handle)
    {
        var (_, body) = await ExchangeAsync(sandbox, sandbox.Consent("instagram", handle));
        return (await LengthenAsync(sandbox, Flat(body).Text("access_token"))).Body.Text("access_token");
    }

    private static JsonObject Flat(JsonObject body) => (body["data"]?[0] ?? body).AsObject();
}
