namespace SocialProfiles.Bench.Reliability;

/// <summary>Backups by the command while profiles are connected and refreshed, each restored into another folder, on which the application starts.</summary>
internal static class BackupTrial
{
    private const int Profiles = 500;
    private const string Passphrase = "seven quiet words by the sea";
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var folder = setup.Folder("agency");
        var secret = Path.Combine(setup.Folder("secret"), "passphrase");
        await File.WriteAllTextAsync(secret, Passphrase);
        var data = new TrialData(setup.Web, folder);
        await using var app = await setup.StartAsync(folder);
        var connections = await Agency.ConnectAsync(app, Profiles);
        findings.Expect(await data.UntilReadyAsync(Profiles, _patience), $"not all {Profiles} profiles were READY before");
        for (var copy = 1; copy <= setup.Arguments.Number("copies", 3); copy++)
        {
            using var enough = new CancellationTokenSource();
            var load = LoadAsync(app, connections, copy, enough.Token);
            var (file, before) = (Path.Combine(setup.Folder("copies"), $"{copy}.spbackup"), data.Counts());
            var started = Agency.Now;
            var made = await TrialApp.CommandAsync(setup.Web, folder, "backup", "--output", file, "--passphrase-file", secret);
            var (took, after) = ((Agency.Now - started) / 1000.0, data.Counts());
            await enough.CancelAsync();
            var asked = await load;
            findings.Expect(made.ExitCode == 0, $"copy {copy}: the backup failed: {made.Said}");

            var restored = new TrialData(setup.Web, setup.Folder($"restored-{copy}"));
            var back = await TrialApp.CommandAsync(setup.Web, restored.Folder, "restore", file, "--passphrase-file", secret);
            findings.Expect(back.ExitCode == 0, $"copy {copy}: the restore failed: {back.Said}");
            Compare(findings, copy, before, restored.Counts(), after);
            findings.Say($"copy {copy}: {asked} calls and {after["SyncAttempts"] - before["SyncAttempts"]} syncs meanwhile, {new FileInfo(file).Length / 1048576.0:0.0} MiB in {took:0.0} s");
            findings.Say($"copy {copy}: {back.Said.Split('\n')[0]}");
            await StartedAsync(setup, findings, restored, copy);
        }

        await data.UntilQuietAsync(_patience);
        await app.Process.StopAsync();
        await data.LookAsync(findings, (int)data.Number("SELECT count(*) FROM Connections"), "the agency that was copied");
    }

    /// <summary>What only grows lies between what was there before and after. The manifest's own counts are checked by the restore.</summary>
    private static void Compare(Findings findings, int copy, IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> copied, IReadOnlyDictionary<string, long> after)
    {
        foreach (var table in (string[])["Talents", "Connections", "SocialProfiles", "SyncAttempts", "ProfileReadings", "PostReadings", "Activity"])
        {
            findings.Expect(copied[table] >= before[table] && copied[table] <= after[table], $"copy {copy}: {table} has {copied[table]} rows; it had {before[table]} before and {after[table]} after");
        }

        foreach (var (table, rows) in before)
        {
            findings.Expect(after[table] != rows || copied[table] == rows || table is "Sessions" or "RecoveryLinks" or "ColleagueInvitations", $"copy {copy}: {table} has {copied[table]} rows and had {rows} all the time");
        }
    }

    private static async Task StartedAsync(TrialSetup setup, Findings findings, TrialData restored, int copy)
    {
        var profiles = (int)restored.Number("SELECT count(*) FROM Connections");
        await using (var app = await setup.StartAsync(restored.Folder))
        {
            findings.Expect(await restored.UntilReadyAsync(profiles, _patience), $"copy {copy}: {restored.ReadySince(0)} of {profiles} are READY on the copy");
            var talents = await app.Api.GetAsync("/api/admin/talents?page=1");
            findings.Expect(talents > 100, $"copy {copy}: the API answers {talents} bytes");
            await restored.UntilQuietAsync(_patience);
            await app.Process.StopAsync();
        }

        await restored.LookAsync(findings, profiles, $"copy {copy}");
    }

    private static async Task<int> LoadAsync(TrialApp app, Guid[] connections, int copy, CancellationToken enough)
    {
        var talents = await Agency.TalentsAsync(app, 1);
        var asked = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async line =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await app.Api.RefreshAsync(connections[((i * 4) + line) % connections.Length]);
                if (i % 10 == 0)
                {
                    await app.Api.ConnectAsync(talents[0], FormattableString.Invariant($"late.{copy}.{line}.{i}"));
                }

                Interlocked.Increment(ref asked);
            }
        }));
        return asked;
    }
}
