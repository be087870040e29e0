using System.Diagnostics;
using System.Net;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// The data folder is on a small file system (tmpfs, so it needs root), which fills up while profiles are read, and has room again.
/// </summary>
internal static class FullDiskTrial
{
    private const int Profiles = 300;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var folder = setup.Folder("small-disk");
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={setup.Arguments.Text("size", "64m")}", "tmpfs", folder) != 0)
        {
            findings.Expect(false, $"no small file system could be mounted; run this as root");
            return;
        }

        try
        {
            await FillAsync(setup, findings, Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, Path.Combine(folder, "ballast"));
        }
        finally
        {
            await RunAsync("umount", folder);
        }
    }

    private static async Task FillAsync(TrialSetup setup, Findings findings, string folder, string ballast)
    {
        var data = new TrialData(setup.Web, folder);
        var app = await setup.StartAsync(folder);
        try
        {
            var connections = await Agency.ConnectAsync(app, Profiles);
            findings.Expect(await data.UntilReadyAsync(Profiles, _patience), $"not all {Profiles} profiles were READY before");

            // Numbers of the sandbox change every minute, so that a refresh has something to write.
            await Task.Delay(TimeSpan.FromSeconds(61));
            var full = Agency.Now;
            Fill(ballast);
            var isAccepted = new bool[Profiles];
            var told = "";
            for (var i = 0; i < Profiles; i++)
            {
                var (status, body) = await app.Api.TryRefreshAsync(connections[i]);
                isAccepted[i] = status is HttpStatusCode.OK or HttpStatusCode.Accepted;
                told = isAccepted[i] ? told : $"{(int)status} {body}";
                findings.Expect(isAccepted[i] || status is HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable, $"a call was told {(int)status} on the full disk: {body}");
                Fill(ballast);
            }

            // The journal takes some more until it is full too.
            var talents = 0;
            while (told.Length == 0 && talents < 50_000)
            {
                Fill(ballast);
                var (status, body) = await app.Api.TryAddTalentAsync(FormattableString.Invariant($"Late {talents}"));
                talents += status == HttpStatusCode.Created ? 1 : 0;
                told = status == HttpStatusCode.Created ? "" : $"{(int)status} {body}";
            }

            await Task.Delay(TimeSpan.FromSeconds(20));
            using var http = new HttpClient { BaseAddress = app.Address };
            var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            findings.Expect(!app.Process.HasExited, $"the application ended on the full disk");
            findings.Expect(ready.StatusCode == HttpStatusCode.ServiceUnavailable, $"/health/ready answered {ready.StatusCode} on the full disk");
            findings.Say($"full disk: {isAccepted.Count(one => one)} of {Profiles} refreshes and {talents} talents were taken before; a refused call is told {told}");
            findings.Expect(told.Length > 0, $"no call was refused on the full disk");
            findings.Say($"full disk: /health/ready says {await ready.Content.ReadAsStringAsync()}");
            var lines = app.Said.Where(line => line.Contains("Nothing can be saved now", StringComparison.Ordinal)).ToArray();
            findings.Expect(lines.Length == 1, $"{lines.Length} lines say that nothing can be saved");
            findings.Say($"full disk: the console says {lines.FirstOrDefault()}");
            var counts = data.Counts();

            // A server that is killed on a full disk and started again, as somebody in a hurry does.
            await app.Process.KillAsync();
            await app.DisposeAsync();
            app = await setup.StartAsync(folder);
            await Task.Delay(TimeSpan.FromSeconds(10));
            findings.Expect(!app.Process.HasExited, $"the application didn't stay after a start on the full disk");
            findings.Expect(data.Number("SELECT count(*) FROM SocialPosts") == counts["SocialPosts"], $"posts are missing after a start on the full disk");

            File.Delete(ballast);
            var free = Agency.Now;
            while ((await http.GetAsync(new Uri(app.Address, "/health/ready"))).StatusCode != HttpStatusCode.OK && Agency.Now - free < _patience.TotalMilliseconds)
            {
                await Task.Delay(200);
            }

            findings.Say($"full disk: ready again {(Agency.Now - free) / 1000.0:0.0} s after there was room");
            for (var i = 0; i < Profiles; i++)
            {
                if (!isAccepted[i])
                {
                    await app.Api.RefreshAsync(connections[i]);
                }
            }

            findings.Expect(await data.UntilReadyAsync(Profiles, _patience, full), $"{data.ReadySince(full)} of {Profiles} were read after there was room");
            findings.Say($"full disk: all {Profiles} read {(Agency.Now - free) / 1000.0:0.0} s after there was room");
            findings.Expect(data.Number("SELECT count(*) FROM Talents WHERE Name LIKE 'Late %'") == talents, $"of {talents} talents that were confirmed, {data.Number("SELECT count(*) FROM Talents WHERE Name LIKE 'Late %'")} are there");
            await data.UntilQuietAsync(_patience);
            await app.Process.StopAsync();
            await data.LookAsync(findings, Profiles, "after the full disk");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Takes whatever room is left.</summary>
    private static void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 1 << 16, 1 << 12, 1])
        {
            var some = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(some);
                }
            }
            catch (IOException)
            {
                // Not that much any more.
            }
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
