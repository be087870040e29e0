using System.Globalization;
using Microsoft.Extensions.Options;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// 20,000 syncs of 1,000 profiles, watched each 1,000: memory, what of it is alive, open files, threads, and how long the database and
/// its journal are. The platforms are outside of the application, so that what is measured is its own.
/// </summary>
internal static class SoakTrial
{
    private const int Profiles = 1000;

    // Reading a table of 1,000 rows, filling caches: done by then.
    private const int SettledAfter = 5000;
    private const double MostHeapGrowth = 16;
    private const int MostHandleGrowth = 40;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var syncs = setup.Arguments.Number("syncs", 20_000);
        await using var sandbox = new SandboxServer(Options.Create(new SandboxOptions { LatencyMilliseconds = 0 }), new SandboxTokens(TimeProvider.System), TimeProvider.System);
        await sandbox.StartingAsync(CancellationToken.None);
        var (folder, asks) = (setup.Folder("soak"), setup.Folder("soak-asks"));
        var data = new TrialData(setup.Web, folder);
        await using var app = await setup.StartAsync(
            folder,
            ("Sandbox__Enabled", "false"),
            ("DOTNET_STARTUP_HOOKS", typeof(SoakTrial).Assembly.Location),
            (StartupHook.FolderVariable, asks),
            ("Platforms__Instagram__GraphBaseUrl", new Uri(sandbox.BaseAddress, "instagram").AbsoluteUri),
            ("Platforms__Instagram__AccessToken", "sandbox-instagram-token"),
            ("Platforms__Instagram__AgencyUserId", "17841400000000099"),
            ("Platforms__Instagram__RequestsPerMinute", "0"));
        var connections = await Agency.ConnectAsync(app, Profiles);
        findings.Expect(await data.UntilReadyAsync(Profiles, _patience), $"not all {Profiles} profiles were READY");
        Console.WriteLine("| syncs | CPU, s | resident, MiB | alive after a collection, MiB | open files | threads | database, MiB | journal, MiB | attempts kept | load average |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<Sample> samples = [await SampleAsync(Profiles)];
        for (var done = Profiles; done < syncs; done += Profiles)
        {
            var since = Agency.Now;
            await ApiClient.RepeatAsync(Profiles, i => app.Api.RefreshAsync(connections[i]));
            findings.Expect(await data.UntilReadyAsync(Profiles, _patience, since), $"{data.ReadySince(since)} of {Profiles} were read after {done} syncs");
            samples.Add(await SampleAsync(done + Profiles));
        }

        var settled = samples.First(sample => sample.Syncs >= Math.Min(SettledAfter, syncs / 2));
        var last = samples[^1];
        findings.Say($"soak: alive {settled.Alive:0.0} MiB after {settled.Syncs} syncs, {last.Alive:0.0} MiB after {last.Syncs}; open files {settled.Handles} and {last.Handles}; threads {settled.Threads} and {last.Threads}; longest journal {samples.Max(sample => sample.Journal):0.0} MiB");
        findings.Expect(last.Alive <= settled.Alive + MostHeapGrowth, $"what is alive grew from {settled.Alive:0.0} to {last.Alive:0.0} MiB");
        findings.Expect(last.Handles <= settled.Handles + MostHandleGrowth, $"open files grew from {settled.Handles} to {last.Handles}");
        findings.Expect(samples.TrueForAll(sample => sample.Journal < 128), $"the journal grew to {samples.Max(sample => sample.Journal):0.0} MiB");
        await data.UntilQuietAsync(_patience);
        await app.Process.StopAsync();
        var journal = new FileInfo(data.File + "-wal");
        findings.Say($"soak: after the stop the database has {Mebibytes(data.File):0.0} MiB and the journal {(journal.Exists ? journal.Length / 1048576.0 : 0):0.0} MiB");
        await data.LookAsync(findings, Profiles, "after the soak");
        await sandbox.StoppedAsync(CancellationToken.None);

        async Task<Sample> SampleAsync(int done)
        {
            var (cpu, resident, journalNow) = (app.Process.Cpu, app.Process.Memory, Mebibytes(data.File + "-wal"));
            var sample = new Sample(done, await AliveAsync(asks), app.Process.Handles, app.Process.Threads, journalNow);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {done} | {cpu:0} | {resident:0} | {sample.Alive:0.0} | {sample.Handles} | {sample.Threads} | {Mebibytes(data.File):0.0} | {journalNow:0.0} | {data.Number("SELECT count(*) FROM SyncAttempts")} | {Machine.LoadAverage:0.0} |"));
            return sample;
        }
    }

    private static async Task<double> AliveAsync(string asks)
    {
        var answer = Path.Combine(asks, StartupHook.Answer);
        File.Delete(answer);
        await File.WriteAllTextAsync(Path.Combine(asks, StartupHook.Question), "");
        while (!File.Exists(answer))
        {
            await Task.Delay(50);
        }

        return double.Parse(await File.ReadAllTextAsync(answer), CultureInfo.InvariantCulture) / 1048576;
    }

    private static double Mebibytes(string file) => File.Exists(file) ? new FileInfo(file).Length / 1048576.0 : 0;

    private sealed record Sample(int Syncs, double Alive, int Handles, int Threads, double Journal);
}
