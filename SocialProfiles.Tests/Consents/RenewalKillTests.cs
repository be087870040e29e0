using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

/// <summary>The one moment that no care of ours can take away: the platform has renewed, and the power goes before it is written.</summary>
public sealed class RenewalKillTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill_BetweenThePlatformsRenewalAndOurWrite_IsTriedAgainAndToldOnlyWhereTheOldTokenIsDead(bool isOldTokenDead)
    {
        var folder = Directory.CreateTempSubdirectory("sp-renewal-").FullName;
        var platform = new RotatingPlatform(isOldTokenDead);
        await using var server = await LocalServer.StartAsync(platform.AnswerAsync);
        try
        {
            string connection;
            using (var first = await StartAsync(folder, server))
            {
                connection = await ConsentAsync(first);
                await platform.Renewed.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
                await first.KillAsync();
            }

            Assert.Equal(1, Count(folder, "SELECT count(*) FROM Consents WHERE RenewalStartedAt IS NOT NULL"));
            platform.Release();
            using var second = await StartAsync(folder, server);
            var status = isOldTokenDead ? "ERROR" : "READY";
            var after = await UntilAsync(second, connection, status);

            Assert.Equal(0, Count(folder, "SELECT count(*) FROM Consents WHERE RenewalStartedAt IS NOT NULL"));
            Assert.Equal(isOldTokenDead ? 1 : 0, Count(folder, "SELECT count(*) FROM Consents WHERE EndedBecause = 'RenewalCutOff' AND SealedRefreshToken IS NULL"));
            Assert.Equal(isOldTokenDead ? 1 : 0, Count(folder, "SELECT count(*) FROM Notices WHERE Kind = 'ReconnectNeeded' AND ClosedAt IS NULL"));
            Assert.Equal(isOldTokenDead ? 0 : 1, Count(folder, "SELECT count(*) FROM Consents WHERE EndedBecause IS NULL AND IsRenewalCutOff = 0"));
            Assert.Equal(isOldTokenDead, ((string?)after["syncError"])?.Contains("The server stopped while renewing", StringComparison.Ordinal) == true);
            Assert.Equal(isOldTokenDead ? "TALENT" : null, (string?)after["mendedBy"]);
        }
        finally
        {
            platform.Release();
            DatabasePool.Clear(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<AppProcess> StartAsync(string folder, LocalServer platform) => AppProcess.StartAsync(
        folder,
        ("Sandbox:Enabled", "false"),
        ("Platforms:TikTok:ClientKey", "key"),
        ("Platforms:TikTok:ClientSecret", "secret"),
        ("Platforms:TikTok:ApiBaseUrl", platform.Address));

    private static async Task<string> ConsentAsync(AppProcess app)
    {
        var talent = await PostAsync(app, "/api/admin/talents", new JsonObject { ["name"] = "Mara Lind" });
        var started = await PostAsync(app, "/api/admin/socials/oauth/start", new JsonObject { ["talentId"] = (string)talent["id"]!, ["platform"] = "TIKTOK" });
        var connection = await PostAsync(app, "/api/socials/oauth/callback", new JsonObject { ["code"] = "code", ["state"] = (string)started["state"]! });
        return (string)connection["id"]!;
    }

    private static async Task<JsonNode> PostAsync(AppProcess app, string path, JsonObject body)
    {
        using var answer = await app.Api.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<JsonNode> UntilAsync(AppProcess app, string connection, string status)
    {
        using var limit = Patience.Limit();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var now = (await app.Api.GetFromJsonAsync<JsonNode>($"/api/admin/socials/{connection}", limit.Token))!;
            if ((string)now["syncStatus"]! == status)
            {
                return now;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Asks the file itself: after a kill there is nobody else to ask.</summary>
    private static long Count(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "socialprofiles.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>TikTok as far as a consent goes: the first access token is over at once, and the first renewal is made and its answer held back.</summary>
    private sealed class RotatingPlatform(bool isOldTokenDead)
    {
        private const string OpenId = "5b1e7c90-aaaa-4bbb-8ccc-0123456789ab";
        private readonly TaskCompletionSource _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _renewals;

        public Task Renewed => _renewed.Task;

        public void Release() => _released.TrySetResult();

        public async Task AnswerAsync(HttpContext context)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/v2/oauth/token/" => await TokenAsync(context),
                "/v2/user/info/" => $$"""{"data":{"user":{"open_id":"{{OpenId}}","display_name":"Mara","username":"mara.lind","follower_count":1200,"video_count":0} },"error":{"code":"ok","message":"","log_id":"1"} }""",
                _ => """{"data":{"videos":[],"cursor":0,"has_more":false},"error":{"code":"ok","message":"","log_id":"1"}}""",
            });
        }

        private async Task<string> TokenAsync(HttpContext context)
        {
            var form = await context.Request.ReadFormAsync();
            if (form["grant_type"] != "refresh_token")
            {
                return Tokens("first", 30);
            }

            if (Interlocked.Increment(ref _renewals) == 1)
            {
                _renewed.SetResult();
                await _released.Task;
                return Tokens("lost", 86_400);
            }

            if (!isOldTokenDead)
            {
                return Tokens("second", 86_400);
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return """{"error":"invalid_grant","error_description":"Refresh token is invalid or expired.","log_id":"1"}""";
        }

        private static string Tokens(string name, int seconds) =>
            $$"""{"access_token":"act.{{name}}","expires_in":{{seconds}},"open_id":"{{OpenId}}","refresh_expires_in":15552000,"refresh_token":"rft.{{name}}","scope":"user.info.basic,user.info.profile,user.info.stats,video.list","token_type":"Bearer"}""";
    }
}
