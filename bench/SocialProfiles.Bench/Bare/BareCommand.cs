using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Bench.Bare;

/// <summary>
/// <c>bare</c>: the same work without an application, as the limit to be measured against: 16 loops that ask with
/// HttpClient, read with System.Text.Json and write prepared statements. No queue, no states, no pages, no API.
/// </summary>
internal static class BareCommand
{
    private const int PlatformPort = 23210;
    private const int WarmUp = 300;

    public static async Task RunAsync(Arguments arguments)
    {
        var latency = arguments.Number("latency", 0);
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        await using var platform = ChildProcess.Start(
            [typeof(BareCommand).Assembly.Location, "platform", "--port", PlatformPort.ToString(CultureInfo.InvariantCulture), "--latency", latency.ToString(CultureInfo.InvariantCulture)],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{PlatformPort}") };
        await UntilAnswersAsync(http);
        foreach (var n in arguments.Numbers("n", "1000,5000").Prepend(WarmUp))
        {
            for (var run = 1; run <= (n == WarmUp ? 1 : arguments.Number("runs", 3)); run++)
            {
                await LoadAsync(http, n, n == WarmUp ? 0 : run, latency, log);
            }
        }
    }

    private static async Task LoadAsync(HttpClient http, int n, int run, int latency, ResultLog log)
    {
        var path = Directory.CreateTempSubdirectory("sp-bare-").FullName;
        try
        {
            var talent = Guid.CreateVersion7();
            using (var tables = new BareTables(await TablesAsync(path, talent)))
            {
                foreach (var kind in new[] { "first", "refresh" })
                {
                    var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                    await ApiClient.RepeatAsync(n, i => SyncAsync(http, tables, talent, i, kind == "first"));
                    var took = Stopwatch.GetElapsedTime(started);
                    if (run > 0)
                    {
                        await log.AddAsync(
                            "load", ("app", "bare"), ("kind", kind), ("latency_ms", latency), ("workers", ApiClient.Parallel), ("n", n), ("run", run),
                            ("ready_per_s", n / took.TotalSeconds), ("all_ready_s", took.TotalSeconds),
                            ("app_cpu_ms", (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / n), ("load_average", Machine.LoadAverage));
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task SyncAsync(HttpClient http, BareTables tables, Guid talent, int i, bool isFirst)
    {
        var key = i + 1;
        var handle = $"bare.{i}";
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        if (isFirst)
        {
            tables.Queue(key, talent, handle, now);
        }

        var profile = await GetAsync(http, handle, "id,username,name,biography,profile_picture_url,followers_count,follows_count,media_count");
        List<BarePost> posts = [];
        string? after = "";
        while (after is not null)
        {
            var page = await GetAsync(http, handle, $"media.limit(25){after}%7Bid,timestamp,media_type,caption,media_product_type,media_url,permalink,like_count,comments_count,view_count%7D");
            posts.AddRange(page.Media!.Data);
            after = page.Media.Paging?.Cursors?.After is { } cursor ? $".after({cursor})" : null;
        }

        tables.Save(key, profile, posts, now);
    }

    private static async Task<BareAccount> GetAsync(HttpClient http, string handle, string fields) =>
        (await http.GetFromJsonAsync(new Uri($"/v25.0/17841400000000099?fields=business_discovery.username({handle})%7B{fields}%7D", UriKind.Relative), BareJson.Default.BareReply))!.BusinessDiscovery;

    /// <summary>Makes the tables by the application's own migrations.</summary>
    private static async Task<string> TablesAsync(string path, Guid talent)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        using var folder = DataFolder.Open(path);
        services.AddStorage(folder, DataWorld.Real);
        await using var provider = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(provider);
        using var database = new WatchedDatabase(folder.DatabaseFile);
        database.Write($"INSERT INTO Talents (Id, Name, SortName, SearchText, TagText, IsSample, CreatedAt, UpdatedAt) VALUES ('{talent.ToString().ToUpperInvariant()}', 'Bare', 'bare', 'bare', '', 0, 0, 0)");
        return folder.DatabaseFile;
    }

    private static async Task UntilAnswersAsync(HttpClient http)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var response = await http.GetAsync(new Uri(Platform.StandInPlatform.LastRefusalPath, UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (i < 500)
            {
                await Task.Delay(10);
            }
        }
    }
}
