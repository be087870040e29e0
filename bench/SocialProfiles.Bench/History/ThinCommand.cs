using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Bench.History;

/// <summary><c>thin</c>: the nightly thinning on a database of two years, while somebody else wants to write every 10 ms.</summary>
internal static class ThinCommand
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(Arguments arguments)
    {
        var (profiles, consents, days) = (arguments.Number("profiles", 5000), arguments.Number("consents", 1000), arguments.Number("days", 730));
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var path = Directory.CreateTempSubdirectory("sp-thin-").FullName;
        try
        {
            await MeasureAsync(path, profiles, consents, days, log);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(string path, int profiles, int consents, int days, ResultLog log)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSocialProfilesCore(configuration, DataFolder.Open(path), DataWorld.Real).AddPlatforms(configuration);
        var inner = services.Last(service => service.ServiceType == typeof(IWriteGate)).ImplementationType!;
        services.AddSingleton<IWriteGate>(provider => new MeasuredGate((IWriteGate)ActivatorUtilities.CreateInstance(provider, inner)));
        await using var app = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(app);

        // Once on nothing, so that no compiler is measured.
        await app.GetRequiredService<ThinHistory>().ExecuteAsync(CancellationToken.None);
        HistoryFill.Run(Path.Combine(path, "socialprofiles.db"), profiles, consents, days, TimeProvider.System.GetUtcNow());
        var size = new FileInfo(Path.Combine(path, "socialprofiles.db")).Length / 1024 / 1024;

        var gate = (MeasuredGate)app.GetRequiredService<IWriteGate>();
        gate.Held.Clear();
        using var stop = new CancellationTokenSource();
        var other = WriteAsync(app.GetRequiredService<Database>(), stop.Token);
        var since = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        var rows = await app.GetRequiredService<ThinHistory>().ExecuteAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(since);
        var cpu = Environment.CpuUsage.TotalTime - before;
        await stop.CancelAsync();
        var waits = await other;
        var held = gate.Held.ToArray();
        await log.AddAsync(
            "thin", ("profiles", profiles), ("consents", consents), ("days", days), ("database_mib", size), ("rows", rows), ("took_s", took.TotalSeconds), ("cpu_s", cpu.TotalSeconds),
            ("turns", held.Length), ("held_p50_ms", Percentiles.Of(held, 0.5)), ("held_p99_ms", Percentiles.Of(held, 0.99)), ("held_max_ms", held.Max()),
            ("other_write_p50_ms", Percentiles.Of(waits, 0.5)), ("other_write_p99_ms", Percentiles.Of(waits, 0.99)), ("other_write_max_ms", waits.Max()),
            ("load_average", Machine.LoadAverage));
    }

    /// <summary>Somebody who writes a row every 10 ms.</summary>
    /// <returns>How long each write took, the wait for its turn included.</returns>
    private static async Task<List<double>> WriteAsync(Database database, CancellationToken stop)
    {
        List<double> took = [];
        using var timer = new PeriodicTimer(_between);
        while (!stop.IsCancellationRequested)
        {
            var since = Stopwatch.GetTimestamp();
            await database.WriteAsync(db => db.Connections.Where(x => x.Key == 1).ExecuteUpdateAsync(x => x.SetProperty(c => c.Attempt, c => c.Attempt + 1), CancellationToken.None), CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return took;
    }

    private sealed class MeasuredGate(IWriteGate inner) : IWriteGate
    {
        public List<double> Held { get; } = [];

        public Task<T> RunAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken) => inner.RunAsync(
            async () =>
            {
                var since = Stopwatch.GetTimestamp();
                try
                {
                    return await write();
                }
                finally
                {
                    Held.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                }
            },
            cancellationToken);
    }
}
