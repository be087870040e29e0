using System.Diagnostics;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Load;

/// <summary>N connections at once, then a refresh of all of them for which the platform has nothing new, and one for which it has new numbers.</summary>
internal sealed class ConnectionLoad(Rig rig, IReadOnlyList<Guid> talents, ResultLog log, string app, int latency, int workers, int stored = 0)
{
    private const int PostsEach = 50;

    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static int _series;

    // What was there before stays, and is not counted.
    private readonly long _before = rig.Database.Newest();

    public static async Task<IReadOnlyList<Guid>> TalentsAsync(Rig rig, int count)
    {
        var talents = new Guid[count];
        await ApiClient.RepeatAsync(count, async i => talents[i] = await rig.Api.AddTalentAsync($"Talent {i}"));
        return talents;
    }

    /// <param name="n">Connections.</param>
    /// <param name="run">Number of the run; 0 is a warm-up and not kept.</param>
    public async Task RunAsync(int n, int run)
    {
        rig.Database.Clear(_before);
        await Task.Delay(300);
        var series = ++_series;
        var ids = new Guid[n];
        await MeasureAsync("first", n, run, async i => ids[i] = await rig.Api.ConnectAsync(talents[i % talents.Count], $"b{series}.{i}"));
        var totals = rig.Database.Totals(_before);
        if (totals != (n, (long)n * PostsEach))
        {
            throw new InvalidOperationException($"{n} connections ended with {totals.Profiles} profiles and {totals.Posts} posts.");
        }

        await Task.Delay(300);
        await MeasureAsync("refresh", n, run, i => rig.Api.RefreshAsync(ids[i]));
        await rig.Api.MovePlatformAsync();
        await Task.Delay(300);
        await MeasureAsync("moved", n, run, i => rig.Api.RefreshAsync(ids[i]));
    }

    private async Task MeasureAsync(string kind, int n, int run, Func<int, Task> post)
    {
        var since = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var (app0, platform0, self0) = (rig.App.Cpu, rig.Platform.Cpu, Environment.CpuUsage.TotalTime);
        var started = Stopwatch.GetTimestamp();
        var posts = await ApiClient.RepeatAsync(n, post);
        var accepted = Stopwatch.GetElapsedTime(started);
        while (rig.Database.Count(SyncStatus.Ready, since, _before) < n)
        {
            if (Stopwatch.GetElapsedTime(started) > _patience)
            {
                throw new TimeoutException($"{rig.Database.Count(SyncStatus.Ready, since, _before)} of {n} are READY after {_patience}.");
            }

            await Task.Delay(_poll);
        }

        var all = Stopwatch.GetElapsedTime(started);
        if (run == 0)
        {
            return;
        }

        await log.AddAsync(
            "load",
            ("app", app), ("kind", kind), ("latency_ms", latency), ("workers", workers), ("stored", stored), ("n", n), ("run", run),
            ("ready_per_s", n / all.TotalSeconds), ("all_ready_s", all.TotalSeconds),
            ("post_per_s", n / accepted.TotalSeconds), ("post_p50_ms", Percentiles.Of(posts, 0.50)), ("post_p99_ms", Percentiles.Of(posts, 0.99)),
            ("rss_mib", rig.App.Memory), ("peak_rss_mib", rig.App.PeakMemory),
            ("app_cpu_ms", (rig.App.Cpu - app0) * 1000 / n), ("platform_cpu_ms", (rig.Platform.Cpu - platform0) * 1000 / n),
            ("driver_cpu_ms", (Environment.CpuUsage.TotalTime - self0).TotalMilliseconds / n), ("load_average", Machine.LoadAverage));
    }
}
