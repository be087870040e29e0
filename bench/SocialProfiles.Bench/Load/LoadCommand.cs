using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Pixel;
using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Load;

/// <summary>
/// <c>load</c>: starts platform and application, warms them up with a load that is not counted, and measures.
/// <c>--web PATH</c> takes the real application, else Core alone.
/// </summary>
internal static class LoadCommand
{
    private const int WarmUp = 300;

    public static async Task RunAsync(Arguments arguments)
    {
        var web = arguments.Text("web", "") is { Length: > 0 } path ? path : null;
        var app = web is null ? "core" : "web";
        var latency = arguments.Number("latency", 0);
        var workers = arguments.Number("workers", 16);
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Ingestion__Workers"] = workers.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Platforms__Instagram__Concurrency"] = Math.Min(workers, 256).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        await using var rig = await Rig.StartAsync(web, latency, settings);
        await log.AddAsync("start", ("app", app), ("first_answer_ms", rig.ColdStart.TotalMilliseconds), ("rss_mib", rig.App.Memory));

        var talents = await ConnectionLoad.TalentsAsync(rig, 100);
        var load = new ConnectionLoad(rig, talents, log, app, latency, workers);
        await load.RunAsync(latency == 0 ? WarmUp : workers * 2, run: 0);
        if (arguments.Number("pause", 0) is > 0 and var seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            await log.AddAsync("rest", ("app", app), ("rss_mib", rig.App.Memory));
        }

        if (arguments.Number("idle", 0) is > 0 and var count)
        {
            await new IdleRun(rig, talents, log, app, latency).RunAsync(count, arguments.Number("runs", 3));
        }

        if (web is not null && arguments.Number("pixel", 0) is > 0 and var changes)
        {
            await new PixelRun(rig, talents, log, latency).RunAsync(changes);
        }

        foreach (var n in arguments.Numbers("n", "1000"))
        {
            for (var run = 1; run <= arguments.Number("runs", 3); run++)
            {
                await load.RunAsync(n, run);
            }
        }

        if (arguments.Number("roster", 0) is > 0 and var many)
        {
            await new RosterRun(rig, log, app).RunAsync(many);
        }
    }
}
