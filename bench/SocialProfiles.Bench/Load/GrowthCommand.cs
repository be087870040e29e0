using System.Globalization;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Load;

/// <summary>
/// <c>growth</c>: the same loads and pages beside few and beside many stored profiles, each with its posts, and what it costs
/// to keep them all fresh within the hour. They are connected through the API and synced like any others.
/// </summary>
internal static class GrowthCommand
{
    private const int ProfilesOfATalent = 5;
    private const int WarmUp = 300;

    public static async Task RunAsync(Arguments arguments)
    {
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        foreach (var stored in arguments.Numbers("stored", "5000,50000"))
        {
            await using var rig = await Rig.StartAsync(arguments.Text("web", ""), latencyMilliseconds: 0);
            var talents = await ConnectionLoad.TalentsAsync(rig, stored / ProfilesOfATalent);
            await FillAsync(rig, talents, stored);

            var load = new ConnectionLoad(rig, talents, log, "web", latency: 0, workers: 16, stored);
            await load.RunAsync(WarmUp, run: 0);
            for (var run = 1; run <= arguments.Number("runs", 3); run++)
            {
                await load.RunAsync(arguments.Number("n", 2000), run);
            }

            var pages = new RosterRun(rig, log, "web");
            await pages.MeasureAsync("first page by name", talents.Count, "/api/admin/talents?page=1", stored);
            await pages.MeasureAsync("a page from the middle", talents.Count, string.Create(CultureInfo.InvariantCulture, $"/api/admin/talents?page={talents.Count / 50}"), stored);
            await pages.MeasureAsync("search", talents.Count, "/api/admin/talents?search=talent%2042&page=1", stored);
            await pages.MeasureAsync("queue-stats", talents.Count, "/api/admin/queue-stats", stored);
            await FreshAsync(rig, log, stored, TimeSpan.FromSeconds(arguments.Number("fresh", 60)));
        }
    }

    private static async Task FillAsync(Rig rig, IReadOnlyList<Guid> talents, int stored)
    {
        await ApiClient.RepeatAsync(stored, i => rig.Api.ConnectAsync(talents[i % talents.Count], string.Create(CultureInfo.InvariantCulture, $"stored.{i}")));
        while (rig.Database.Count(SyncStatus.Ready, since: 0) < stored)
        {
            await Task.Delay(500);
        }
    }

    /// <summary>All of them due once within the hour to come, evenly, as they are after a day.</summary>
    private static async Task FreshAsync(Rig rig, ResultLog log, int stored, TimeSpan watched)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        rig.Database.Write(string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA busy_timeout=10000;
            UPDATE Connections SET DueAt = {now} + place.number * 3600000 / {stored}
            FROM (SELECT Key AS of, row_number() OVER (ORDER BY Key) AS number FROM Connections) AS place WHERE place.of = Connections.Key;
            """));
        await Task.Delay(1000);
        var (since, cpu) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), rig.App.Cpu);
        await Task.Delay(watched);
        var used = rig.App.Cpu - cpu;
        var synced = rig.Database.Count(SyncStatus.Ready, since);
        await log.AddAsync(
            "fresh", ("stored", stored), ("watched_s", watched.TotalSeconds), ("syncs_per_s", synced / watched.TotalSeconds), ("needed_per_s", stored / 3600.0),
            ("core_percent", used * 100 / watched.TotalSeconds), ("rss_mib", rig.App.Memory), ("load_average", Machine.LoadAverage));
    }
}
