using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Home;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Bench.Numbers;

/// <summary><c>numbers</c>: what pages about numbers take on an agency of a year, what its file weighs, and what a night's thinning costs.</summary>
internal static class NumbersCommand
{
    private const int Warm = 20;

    public static async Task RunAsync(Arguments arguments)
    {
        var (talents, posts, runs) = (arguments.Number("talents", 1000), arguments.Number("posts", 200), arguments.Number("runs", 200));
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var path = Directory.CreateTempSubdirectory("sp-numbers-").FullName;
        try
        {
            await MeasureAsync(path, talents, posts, runs, log);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(string path, int talents, int posts, int runs, ResultLog log)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSocialProfilesCore(configuration, DataFolder.Open(path), DataWorld.Real).AddPlatforms(configuration);
        await using var app = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(app);
        var file = Path.Combine(path, "socialprofiles.db");
        var since = Stopwatch.GetTimestamp();
        YearFill.Run(file, talents, posts, TimeProvider.System.GetUtcNow());
        var filled = Stopwatch.GetElapsedTime(since);
        app.GetRequiredService<ITableStatistics>().Refresh();
        await log.AddAsync("numbers", ("what", "generator"), ("talents", talents), ("posts", posts), ("took_s", filled.TotalSeconds), ("database_mib", new FileInfo(file).Length / 1024 / 1024));
        foreach (var (table, bytes) in TableSizes.Of(file))
        {
            await log.AddAsync("numbers", ("what", $"size of {table}"), ("talents", talents), ("posts", posts), ("mib", bytes / 1024.0 / 1024));
        }

        var today = await app.GetRequiredService<AgencyClock>().GetTodayAsync(CancellationToken.None);
        var query = app.GetRequiredService<TalentIntelligenceQuery>();
        var cache = app.GetRequiredService<IntelligenceCache>();
        var page = app.GetRequiredService<TalentPosts>();
        foreach (var days in new[] { 28, 365 })
        {
            var period = IntelligencePeriod.Last(days, today);
            await TimeAsync(log, talents, runs, $"tab of {days} days, cold", async i =>
            {
                var talent = Talent(i, talents);
                cache.Clear(talent);
                await query.GetAsync(talent, period, CancellationToken.None);
                await page.GetAsync(talent, new PostsRequest(PostColumn.Views) { Period = period }, CancellationToken.None);
            });
            await TimeAsync(log, talents, runs, $"tab of {days} days, cached", _ => query.GetAsync(Talent(0, talents), period, CancellationToken.None));
        }

        var curves = app.GetRequiredService<PostCurves>();
        await TimeAsync(log, talents, runs, "a post's curve", i => curves.GetAsync(new PostKey(Connection((i * 3) + 1), "00005"), CancellationToken.None));
        var home = app.GetRequiredService<HomeQuery>();
        await TimeAsync(log, talents, runs, "home, kept", _ => home.GetAsync(CancellationToken.None));

        // Of its own each time, so that nothing is kept from the one before.
        await TimeAsync(log, talents, Math.Min(runs, 50), "home, cold", _ =>
            ActivatorUtilities.CreateInstance<HomeQuery>(app, ActivatorUtilities.CreateInstance<RosterNumbers>(app)).GetAsync(CancellationToken.None));
        var finder = app.GetRequiredService<TalentFinder>();
        await TimeAsync(
            log, talents, runs, "find with three conditions",
            i => finder.FindAsync(new FindRequest(new FindConditions("INSTAGRAM", FollowersFrom: 10_000 + i, EngagementFrom: 0.02)), CancellationToken.None));
        await ExportAsync(app, talents, posts, log);
        await ThinAsync(app, talents, log);
    }

    private static async Task ExportAsync(IServiceProvider app, int talents, int posts, ResultLog log)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long highest = 0;
        var (rows, batches) = (0, 0);
        var since = Stopwatch.GetTimestamp();
        await foreach (var batch in app.GetRequiredService<AllPosts>().ReadAsync(new AllPostsRequest(), CancellationToken.None))
        {
            rows += batch.Count;
            if (++batches % 50 == 0)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        await log.AddAsync(
            "numbers", ("what", "all posts, batch by batch"), ("talents", talents), ("posts", posts), ("rows", rows), ("took_s", Stopwatch.GetElapsedTime(since).TotalSeconds), ("heap_mib", highest / 1048576.0));
    }

    private static async Task ThinAsync(IServiceProvider app, int talents, ResultLog log)
    {
        var since = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var rows = await app.GetRequiredService<ThinHistory>().ExecuteAsync(CancellationToken.None);
        await log.AddAsync(
            "numbers", ("what", "a night's thinning"), ("talents", talents), ("rows", rows), ("took_s", Stopwatch.GetElapsedTime(since).TotalSeconds), ("cpu_s", (Environment.CpuUsage.TotalTime - cpu).TotalSeconds));
    }

    private static async Task TimeAsync(ResultLog log, int talents, int runs, string what, Func<int, Task> work)
    {
        for (var i = 0; i < Warm; i++)
        {
            await work(i);
        }

        List<double> took = new(runs);
        for (var i = Warm; i < Warm + runs; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await work(i);
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        await log.AddAsync(
            "numbers", ("what", what), ("talents", talents), ("p50_ms", Percentiles.Of([.. took], 0.5)), ("p95_ms", Percentiles.Of([.. took], 0.95)), ("p99_ms", Percentiles.Of([.. took], 0.99)),
            ("load_average", Machine.LoadAverage));
    }

    // Far apart, so that none warms the pages of the next.
    private static Guid Talent(int i, int talents) => Guid.Parse(FormattableString.Invariant($"11111111-1111-7111-8111-{((i * 37) % talents) + 1:D12}"));

    private static Guid Connection(int key) => Guid.Parse(FormattableString.Invariant($"00000000-0000-7000-8000-{key:D12}"));
}
