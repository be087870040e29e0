using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Pixel;

/// <summary>
/// From the time that a row bears as that of its last change until Chromium shows the state: an account is connected
/// through the API while its talent's page is open, and deleted before the next one, so that each finds the page at rest.
/// </summary>
internal sealed class PixelRun(Rig rig, IReadOnlyList<Guid> talents, ResultLog log, int latency)
{
    private const int WarmUp = 10;
    private const string Connected = "Connected";
    private const string Error = "Error";
    private const string Nothing = "nothing";

    // One after the other at this pace, beside each other on the page, ten at a time: more than a talent has.
    private const int Burst = 10;
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(200);

    // Longer than the page waits between two updates; without it, the deletion's would delay the next account's.
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(700);

    private int _series;

    public async Task RunAsync(int count)
    {
        if (!File.Exists(Browser.Path))
        {
            Console.WriteLine($"There is no {Browser.Path}: \"state change to visible\" is not measured. Set CHROMIUM to the path of one.");
            return;
        }

        var talent = await rig.Api.AddTalentAsync("Watched");
        await using var page = await TalentPage.OpenAsync(talent);
        await MeasureAsync(page, talent, Connected, WarmUp);
        await RunAsync(page, talent, Connected, Nothing, count);
        await RunAsync(page, talent, Error, Nothing, count);
        await KeepAsync(await BurstsAsync(page, talent, count), Connected, "5 changes/s of the same page", count);
        await using (await BackgroundSyncs.StartAsync(rig, talents))
        {
            await RunAsync(page, talent, Connected, $"{BackgroundSyncs.PerSecond} syncs/s", count);
        }
    }

    private async Task RunAsync(TalentPage page, Guid talent, string state, string beside, int count)
    {
        await KeepAsync(await MeasureAsync(page, talent, state, count), state, beside, count);
    }

    private Task KeepAsync(List<double> took, string state, string beside, int count) => log.AddAsync(
        "pixel",
        ("state", state), ("beside", beside), ("latency_ms", latency), ("n", count),
        ("p50_ms", Percentiles.Of(took, 0.50)), ("p99_ms", Percentiles.Of(took, 0.99)), ("max_ms", took.Max()), ("load_average", Machine.LoadAverage));

    private async Task<List<double>> BurstsAsync(TalentPage page, Guid talent, int count)
    {
        List<double> took = [];
        for (var burst = 0; took.Count < count; burst++)
        {
            var handles = Enumerable.Range(0, Burst).Select(i => $"burst.{burst}.{i}").ToArray();
            await Task.Delay(_rest);
            await page.WatchAsync(handles, Connected);
            using var pace = new PeriodicTimer(_pace);
            List<Guid> connections = [];
            foreach (var handle in handles)
            {
                await pace.WaitForNextTickAsync();
                connections.Add(await rig.Api.ConnectAsync(talent, handle));
            }

            var painted = await page.PaintedAsync();
            took.AddRange(connections.Select((connection, i) => painted[i] - rig.Database.UpdatedAt(connection)));
            foreach (var connection in connections)
            {
                await rig.Api.DeleteAsync(connection);
            }

            await page.UntilEmptyAsync();
        }

        return took;
    }

    private async Task<List<double>> MeasureAsync(TalentPage page, Guid talent, string state, int count)
    {
        var prefix = $"{(state == Error ? "nonexistent" : "pixel")}.{++_series}";
        List<double> took = [];
        for (var i = 0; i < count; i++)
        {
            var handle = $"{prefix}.{i}";
            await Task.Delay(_rest);
            await page.WatchAsync([handle], state);
            var connection = await rig.Api.ConnectAsync(talent, handle);
            var painted = await page.PaintedAsync();
            took.Add(painted[0] - rig.Database.UpdatedAt(connection));
            await rig.Api.DeleteAsync(connection);
            await page.UntilEmptyAsync();
        }

        return took;
    }
}
