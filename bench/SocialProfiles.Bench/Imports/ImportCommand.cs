using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Bench.Imports;

/// <summary><c>import</c>: a file of ten thousand old records, read, previewed, imported, and imported again; and how long a batch keeps the writer.</summary>
internal static class ImportCommand
{
    public static async Task RunAsync(Arguments arguments)
    {
        var rows = arguments.Number("rows", 10_000);
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var path = Directory.CreateTempSubdirectory("sp-import-").FullName;
        try
        {
            await MeasureAsync(path, rows, log);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(string path, int rows, ResultLog log)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSocialProfilesCore(configuration, DataFolder.Open(path), DataWorld.Real).AddPlatforms(configuration);
        await using var app = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(app);
        var actor = Actor.System;

        // Once on a few, so that no compiler is measured.
        await app.GetRequiredService<ImportFile>().ExecuteAsync(Records("warm", 200), "warm.csv", new ImportChoices(), actor, CancellationToken.None);
        var file = Records("handle", rows);
        var since = Stopwatch.GetTimestamp();
        var table = ReadImportTable.Execute(file).Value;
        var read = Stopwatch.GetElapsedTime(since);
        since = Stopwatch.GetTimestamp();
        var preview = await app.GetRequiredService<PreviewImport>().ExecuteAsync(table, new ImportChoices(), CancellationToken.None);
        var previewed = Stopwatch.GetElapsedTime(since);
        if (preview.Counts[ImportOutcome.NewTalent] == 0)
        {
            throw new InvalidOperationException("The file brought nobody.");
        }

        var longest = TimeSpan.Zero;
        var last = Stopwatch.GetTimestamp();
        using var batches = app.GetRequiredService<ImportSignal>().Subscribe(() =>
        {
            var took = Stopwatch.GetElapsedTime(last);
            longest = took > longest ? took : longest;
            last = Stopwatch.GetTimestamp();
        });
        since = Stopwatch.GetTimestamp();
        await app.GetRequiredService<ImportFile>().ExecuteAsync(file, "old.csv", new ImportChoices(), actor, CancellationToken.None);
        var first = Stopwatch.GetElapsedTime(since);
        since = Stopwatch.GetTimestamp();
        await app.GetRequiredService<ImportFile>().ExecuteAsync(file, "old.csv", new ImportChoices(), actor, CancellationToken.None);
        var second = Stopwatch.GetElapsedTime(since);
        await log.AddAsync(
            "import", ("rows", rows), ("read_ms", read.TotalMilliseconds), ("preview_ms", previewed.TotalMilliseconds), ("import_s", first.TotalSeconds), ("again_s", second.TotalSeconds),
            ("longest_batch_ms", longest.TotalMilliseconds), ("database_mib", new FileInfo(Path.Combine(path, "socialprofiles.db")).Length / 1024 / 1024));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} rows: read in {read.TotalMilliseconds:0} ms, previewed in {previewed.TotalMilliseconds:0} ms, imported in {first.TotalSeconds:0.0} s, again in {second.TotalSeconds:0.0} s; longest batch {longest.TotalMilliseconds:0} ms"));
    }

    // Two profiles a talent.
    private static byte[] Records(string handle, int rows) => Encoding.UTF8.GetBytes(
        "id,talentId,name,platform,handle,followers,createdAt\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{handle}-r{i},{handle}-t{i / 2},Talent {handle} {i / 2},{(i % 2 == 0 ? "instagram" : "tiktok")},{handle}{i},{1000 + i},2025-0{1 + (i % 9)}-01T10:00:00Z\n"))));
}
