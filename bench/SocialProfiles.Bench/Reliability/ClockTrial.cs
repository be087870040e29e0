using System.Globalization;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// The server's clock jumps while profiles are read: a day ahead and back, a day back and ahead, an hour back. libfaketime moves the
/// wall clock of the application; the clock that measures durations goes on, as on a machine whose time is set.
/// </summary>
internal static class ClockTrial
{
    private const int Profiles = 300;
    private static readonly int[] _hoursOff = [24, 0, -24, 0, -1, 0];
    private static readonly string[] _libraries = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];

    // A refresh within two minutes, the sweep that mends what a wrong clock left, and two minutes for a slow machine.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(300);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        if (Array.Find(_libraries, File.Exists) is not { } library)
        {
            findings.Expect(false, $"libfaketime isn't there; install the package faketime");
            return;
        }

        var folder = setup.Folder("clock");
        var clock = Path.Combine(setup.Folder("clock-setting"), "offset");
        Set(0);
        var data = new TrialData(setup.Web, folder);
        await using var app = await setup.StartAsync(
            folder,
            ("LD_PRELOAD", library), ("FAKETIME_TIMESTAMP_FILE", clock), ("FAKETIME_CACHE_DURATION", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1"), ("NO_FAKE_STAT", "1"),
            ("Ingestion__RefreshMinutes", "2"));
        await Agency.ConnectAsync(app, Profiles);
        findings.Expect(await data.UntilReadyAsync(Profiles, _patience), $"not all {Profiles} profiles were READY before");
        foreach (var hours in _hoursOff)
        {
            // All of them are due within two minutes, so that some are under way.
            var attempts = data.Number("SELECT count(*) FROM SyncAttempts");
            Set(hours);
            var jumped = Agency.Now;
            var now = jumped + (hours * 3_600_000L);
            var read = 0L;
            while (read < Profiles && Agency.Now - jumped < _patience.TotalMilliseconds)
            {
                await Task.Delay(500);

                // Whatever its state is now: on a slow machine the next round has begun before this one is over.
                read = data.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM Connections WHERE LastSyncedAt BETWEEN {now} AND {now + (long)_patience.TotalMilliseconds}"));
            }

            findings.Say($"clock {hours:+0;-0;0} h: all read after {(Agency.Now - jumped) / 1000.0:0} s, {data.Number("SELECT count(*) FROM SyncAttempts") - attempts} more attempts, {data.Number("SELECT count(*) FROM Connections WHERE Lease IS NOT NULL")} under way");
            findings.Expect(read == Profiles, $"{read} of {Profiles} were read within {_patience.TotalSeconds} s after the clock jumped to {hours} h");
        }

        await app.Process.StopAsync();
        findings.Expect(data.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM Connections WHERE DueAt > {Agency.Now + 180_000}")) == 0, $"profiles are due later than their refresh allows");
        findings.Expect(data.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM ProfileReadings WHERE LastReadAt > {Agency.Now + 60_000}")) == 0, $"points of history lie in the future");
        await data.LookAsync(findings, Profiles, "after the clock jumped", isClockRight: false);

        void Set(int hours)
        {
            var next = clock + ".next";
            File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{hours * 3600:+0;-0;+0}\n"));
            File.Move(next, clock, overwrite: true);
        }
    }
}
