using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What whoever starts the program is told when it does not run.</summary>
public sealed class ExitTests
{
    [Fact]
    public async Task Start_DatabaseHeldByAnotherProgram_StartsOnceItIsFree()
    {
        await using var app = await TestApp.StartAsync();
        await app.StopAsync();
        Task starting;
        using (OtherProgram.Locks(app.DataDirectory))
        {
            starting = Task.Run(app.StartAgainAsync);
            while (!starting.IsCompleted && !IsLocked(app))
            {
                await Task.Yield();
            }

            Assert.False(starting.IsCompleted);
        }

        await starting;
        using var anybody = app.Api(null);
        using var answer = await anybody.GetAsync("/health/live");
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static bool IsLocked(TestApp app)
    {
        try
        {
            return app.Get<StorageHealth>().Fault == StorageFault.Locked;
        }
        catch (InvalidOperationException)
        {
            // Not built yet.
            return false;
        }
    }

    [Fact]
    public async Task Start_FileThatIsNoDatabase_SaysASentenceAndExitsWithAnError()
    {
        var folder = Directory.CreateTempSubdirectory("sp-exit-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "socialprofiles.db"), new string('x', 8192));

            var (code, said) = await AppProcess.RunToItsEndAsync(folder);

            Assert.Equal(1, code);
            Assert.Contains("The database is damaged. Stop SocialProfiles, restore socialprofiles.db from your backup", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_AddressInUse_SaysASentenceAndExitsWithAnError()
    {
        var folder = Directory.CreateTempSubdirectory("sp-exit-").FullName;
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        try
        {
            await MigratedDatabase.CopyToAsync(folder);

            var (code, said) = await AppProcess.RunToItsEndAsync(folder, ("urls", $"http://{other.LocalEndpoint}"));

            Assert.Equal(1, code);
            Assert.Contains("address already in use. Another program, or another copy of SocialProfiles, answers there.", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Stop_SignalToTheProcess_LeavesTheSandboxToTheSyncsUnderWay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        var folder = Directory.CreateTempSubdirectory("sp-exit-").FullName;
        try
        {
            await MigratedDatabase.CopyToAsync(folder);
            using var app = await AppProcess.StartAsync(folder, ("Sandbox:Enabled", "true"), ("Sandbox:LatencyMilliseconds", "2000"), ("Api:RequestsPerMinute", "0"));
            using var talent = await app.Api.PostAsJsonAsync("/api/admin/talents", new { name = "Many Accounts" });
            var id = (string)(await talent.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
            for (var number = 0; number < 10; number++)
            {
                using var connected = await app.Api.PostAsJsonAsync("/api/admin/socials/connect-manual", new { talentId = id, platform = "INSTAGRAM", handle = $"creator.no{number}" });
                Assert.True(connected.IsSuccessStatusCode);
            }

            using (var limit = Patience.Limit())
            {
                while ((int)(await app.Api.GetFromJsonAsync<JsonNode>("/api/admin/queue-stats", limit.Token))!["active"]! == 0)
                {
                    await Task.Yield();
                }
            }

            var code = await app.TerminateAsync();

            var said = string.Concat(Directory.EnumerateFiles(Path.Combine(folder, "logs"), "socialprofiles-*.log").Select(File.ReadAllText));
            Assert.Equal(0, code);
            Assert.DoesNotContain("Sync failed", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
