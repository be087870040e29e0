using System.Diagnostics;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Load;

/// <summary>One connection at a time on an idle system, its row read every millisecond until it has its final state.</summary>
internal sealed class IdleRun(Rig rig, IReadOnlyList<Guid> talents, ResultLog log, string app, int latency)
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(int count, int runs)
    {
        for (var run = 1; run <= runs; run++)
        {
            await RunAsync("connect to READY", $"idle{run}", count, SyncStatus.Ready, run);
            await RunAsync("unknown handle to ERROR", $"nonexistent{run}", count, SyncStatus.Error, run);
        }
    }

    private async Task RunAsync(string what, string prefix, int count, SyncStatus end, int run)
    {
        List<double> took = [];
        List<double> sinceRefusal = [];
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(_between);
            var started = Stopwatch.GetTimestamp();
            var id = await rig.Api.ConnectAsync(talents[i % talents.Count], $"{prefix}.{latency}.{i}");
            while (rig.Database.Status(id) != end)
            {
                await Task.Delay(1);
            }

            var ended = Stopwatch.GetTimestamp();
            took.Add(Stopwatch.GetElapsedTime(started, ended).TotalMilliseconds);
            if (end == SyncStatus.Error)
            {
                sinceRefusal.Add(Stopwatch.GetElapsedTime(await rig.Api.LastRefusalAsync(), ended).TotalMilliseconds);
            }
        }

        await log.AddAsync(
            "idle",
            ("app", app), ("what", what), ("latency_ms", latency), ("run", run), ("count", count),
            ("p50_ms", Percentiles.Of(took, 0.50)), ("p99_ms", Percentiles.Of(took, 0.99)));
        if (sinceRefusal.Count > 0)
        {
            await log.AddAsync(
                "idle",
                ("app", app), ("what", "platform's refusal to ERROR"), ("latency_ms", latency), ("run", run), ("count", count),
                ("p50_ms", Percentiles.Of(sinceRefusal, 0.50)), ("p99_ms", Percentiles.Of(sinceRefusal, 0.99)));
        }
    }
}
