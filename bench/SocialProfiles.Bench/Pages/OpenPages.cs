using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Pixel;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Pages;

/// <summary>What open pages of the roster cost the server: memory, and CPU while much is synced.</summary>
internal sealed class OpenPages(Rig rig, Browser browser, IReadOnlyList<Guid> talents, ResultLog log)
{
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(10);

    public async Task RunAsync(int pages, int syncs)
    {
        var connections = new Guid[syncs];
        await SyncAsync(syncs, async i => connections[i] = await rig.Api.ConnectAsync(talents[i % talents.Count], $"open.{i}"));
        await SyncAsync(syncs, i => rig.Api.RefreshAsync(connections[i]));
        var without = await SyncAsync(syncs, i => rig.Api.RefreshAsync(connections[i]));
        var admin = await browser.SignedInAsync();
        var signedIn = await admin.Context.StorageStateAsync();
        await admin.Context.CloseAsync();
        await Task.Delay(_rest);
        var before = rig.App.Memory;
        var context = await browser.StrangerAsync(signedIn: signedIn);
        for (var i = 0; i < pages; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/");
            await page.Locator("table.roster-table tbody tr").First.WaitForAsync();
        }

        await Task.Delay(_rest);
        var after = rig.App.Memory;
        var with = await SyncAsync(syncs, i => rig.Api.RefreshAsync(connections[i]));
        await log.AddAsync(
            "open", ("pages", pages), ("before_mib", before), ("page_mib", (after - before) / pages), ("syncs", syncs), ("cpu_s", with), ("cpu_without_s", without));
        await context.CloseAsync();
    }

    /// <returns>CPU of the application, seconds, until all are READY.</returns>
    private async Task<double> SyncAsync(int syncs, Func<int, Task> ask)
    {
        var (since, cpu) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), rig.App.Cpu);
        await ApiClient.RepeatAsync(syncs, ask);
        while (rig.Database.Count(SyncStatus.Ready, since) < syncs)
        {
            await Task.Delay(200);
        }

        return rig.App.Cpu - cpu;
    }
}
