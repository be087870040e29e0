using System.Net;
using Microsoft.Data.Sqlite;
using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.Reliability;

/// <summary>Another process, this one, holds the database for writing while 300 profiles are refreshed.</summary>
internal static class LockedTrial
{
    private const int Profiles = 300;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var folder = setup.Folder("locked");
        var data = new TrialData(setup.Web, folder);
        await using var app = await setup.StartAsync(folder);
        var connections = await Agency.ConnectAsync(app, Profiles);
        findings.Expect(await data.UntilReadyAsync(Profiles, _patience), $"not all {Profiles} profiles were READY before");
        foreach (var (how, seconds) in new[] { ("IMMEDIATE", 30), ("EXCLUSIVE", setup.Arguments.Number("seconds", 60)) })
        {
            await HeldAsync(app, data, findings, connections, how, seconds);
        }

        await app.Process.StopAsync();
        await data.LookAsync(findings, Profiles, "after the locks");
    }

    private static async Task HeldAsync(TrialApp app, TrialData data, Findings findings, Guid[] connections, string how, int seconds)
    {
        var since = Agency.Now;
        var (accepted, refused) = (0, 0);
        var isAccepted = new bool[connections.Length];
        var half = RefreshAsync(0, connections.Length / 2);
        await data.UntilReadyAsync(20, _patience, since);
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.File, Pooling = false, DefaultTimeout = 60 }.ToString()))
        {
            await other.OpenAsync();
            await RunSqlAsync(other, $"BEGIN {how}");
            var held = TimeProvider.System.GetTimestamp();
            await half;
            await RefreshAsync(connections.Length / 2, connections.Length);
            using var http = new HttpClient { BaseAddress = app.Address };
            var live = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));
            while (TimeProvider.System.GetElapsedTime(held) < TimeSpan.FromSeconds(15))
            {
                await Task.Delay(500);
            }

            var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            findings.Expect(live.StatusCode == HttpStatusCode.OK, $"the sign-in page answered {live.StatusCode} while the database was held");
            findings.Expect(ready.StatusCode == HttpStatusCode.ServiceUnavailable, $"/health/ready answered {ready.StatusCode} while the database was held");
            findings.Say($"{how}: /health/ready says {await ready.Content.ReadAsStringAsync()}");
            var left = TimeSpan.FromSeconds(seconds) - TimeProvider.System.GetElapsedTime(held);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left);
            }

            await RunSqlAsync(other, "ROLLBACK");
        }

        var free = Agency.Now;
        findings.Say($"{how} for {seconds} s: {accepted} refreshes accepted, {refused} refused with a sentence");
        findings.Expect(refused > 0, $"no call was told that the database is in use");
        await ApiClient.RepeatAsync(connections.Length, async i =>
        {
            if (!isAccepted[i])
            {
                await app.Api.RefreshAsync(connections[i]);
            }
        });
        var isRead = await data.UntilReadyAsync(connections.Length, _patience, since);
        findings.Expect(isRead, $"{data.ReadySince(since)} of {connections.Length} were read after the lock was gone");
        findings.Say($"{how}: all {connections.Length} read {(Agency.Now - free) / 1000.0:0.0} s after it was free");
        await data.UntilQuietAsync(_patience);

        Task RefreshAsync(int from, int to) => ApiClient.RepeatAsync(to - from, async i =>
        {
            var (status, body) = await app.Api.TryRefreshAsync(connections[from + i]);
            isAccepted[from + i] = status is HttpStatusCode.OK or HttpStatusCode.Accepted;
            if (isAccepted[from + i])
            {
                Interlocked.Increment(ref accepted);
                return;
            }

            if (Interlocked.Increment(ref refused) == 1)
            {
                findings.Say($"{how}: a refused call is told {(int)status} {body}");
            }

            findings.Expect(status == HttpStatusCode.ServiceUnavailable, $"a call was told {(int)status} while the database was held: {body}");
        });
    }

    private static async Task RunSqlAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
