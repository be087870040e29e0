using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class KillTests
{
    private const int Connections = 300;

    [Fact]
    public async Task Kill_InTheMiddleOfThreeHundredSyncs_LosesDoublesAndBlocksNothing()
    {
        var folder = Directory.CreateTempSubdirectory("sp-kill-").FullName;
        try
        {
            long underWay;
            using (var first = await StartAsync(folder))
            {
                await ConnectAsync(first);
                await UntilReadyAsync(folder, Connections / 3);
                await first.KillAsync();
                underWay = Count(folder, "SELECT count(*) FROM Connections WHERE Lease IS NOT NULL");
            }

            var readyAtTheKill = Count(folder, "SELECT count(*) FROM Connections WHERE Status = 2");
            using var second = await StartAsync(folder);
            await UntilReadyAsync(folder, Connections);

            Assert.InRange(readyAtTheKill, Connections / 3, Connections - 1);
            Assert.True(underWay > 0, "The kill came between two syncs and proves nothing.");
            Assert.Equal(Connections, Count(folder, "SELECT count(*) FROM Connections WHERE Status = 2 AND Lease IS NULL"));
            Assert.Equal(Connections, Count(folder, "SELECT count(*) FROM SocialProfiles"));
            Assert.Equal(0, Count(folder, "SELECT count(*) - count(DISTINCT PlatformPostId) FROM SocialPosts"));
            Assert.Equal(0, Count(folder, "SELECT count(*) FROM SocialProfiles p WHERE min(p.Posts, 50) <> (SELECT count(*) FROM SocialPosts s WHERE s.ConnectionKey = p.ConnectionKey)"));
        }
        finally
        {
            DatabasePool.Clear(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<AppProcess> StartAsync(string folder) =>
        AppProcess.StartAsync(folder, ("Sandbox:Enabled", "true"), ("Sandbox:LatencyMilliseconds", "20"), ("Api:RequestsPerMinute", "0"));

    private static async Task ConnectAsync(AppProcess app)
    {
        var talent = await PostAsync(app, "/api/admin/talents", new JsonObject { ["name"] = "Many Accounts" });
        await Parallel.ForEachAsync(Enumerable.Range(0, Connections), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await PostAsync(app, "/api/admin/socials/connect-manual", new JsonObject { ["talentId"] = (string)talent["id"]!, ["platform"] = "INSTAGRAM", ["handle"] = $"creator.no{i}" }));
    }

    private static async Task<JsonNode> PostAsync(AppProcess app, string path, JsonObject body)
    {
        using var answer = await app.Api.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task UntilReadyAsync(string folder, int wanted)
    {
        using var limit = Patience.Limit();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Count(folder, "SELECT count(*) FROM Connections WHERE Status = 2") < wanted)
        {
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
}
