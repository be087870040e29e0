using System.Globalization;
using Microsoft.Playwright;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Report;
using Browser = SocialProfiles.Bench.Pixel.Browser;

namespace SocialProfiles.Bench.Reliability;

/// <summary>60 browsers, a third each on roster, talents' pages and queue, during 1,500 syncs: none may lose its line or stop, and each shows how it ended.</summary>
internal static class BrowsersTrial
{
    private const int MostWatched = 10;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var (count, syncs) = (setup.Arguments.Number("browsers", 60), setup.Arguments.Number("syncs", 1500));
        var folder = setup.Folder("browsers");
        var data = new TrialData(setup.Web, folder);
        await using var app = await setup.StartAsync(folder, ("SignIn__AttemptsPerMinute", "0"));
        var talents = await Agency.TalentsAsync(app, count / 3);
        var connections = new Guid[syncs];
        await ApiClient.RepeatAsync(syncs, async i => connections[i] = await app.Api.ConnectAsync(talents[i % talents.Length], FormattableString.Invariant($"open.no{i}")));
        findings.Expect(await data.UntilReadyAsync(syncs, _patience), $"not all {syncs} profiles were READY before");
        await data.UntilQuietAsync(_patience);
        var (without, _) = await RefreshAsync(app, data, connections, findings);

        await using var browser = await Browser.StartAsync(app.Address.ToString(), PoliteChromium(setup));
        var admin = await browser.SignedInAsync();
        var signedIn = await admin.Context.StorageStateAsync();
        await admin.Context.CloseAsync();
        var before = app.Process.Memory;
        List<IPage> pages = [];
        for (var i = 0; i < count; i++)
        {
            pages.Add(await OpenAsync(browser, signedIn, (i % 3) switch { 0 => "/", 1 => $"/talents/{talents[i / 3]}", _ => "/queue" }));
        }

        var (opened, handles) = (app.Process.Memory, app.Process.Handles);
        findings.Say($"{count} browsers open: server {before:0} MiB before, {opened:0} MiB now, {handles} open files, load average {Machine.LoadAverage:0.0}");
        var (with, took) = await RefreshAsync(app, data, connections, findings);
        findings.Say($"{syncs} syncs: {with:0.0} s of CPU with {count} browsers, {without:0.0} s without; {took:0.0} s by the clock; server {app.Process.Memory:0} MiB, most {app.Process.PeakMemory:0} MiB");

        await LatestAsync(app, talents, pages, findings);
        await data.UntilQuietAsync(_patience);
        await AliveAsync(pages, findings);
        await app.Process.StopAsync();
        await data.LookAsync(findings, syncs + Math.Min(MostWatched, talents.Length), "after the browsers");
    }

    /// <summary>
    /// Sixty people bring sixty machines; here all share one with the server, so the browsers take what it leaves. Linux shares
    /// processors among sessions before it does among processes, so that the session has to give way, too.
    /// </summary>
    private static string PoliteChromium(TrialSetup setup)
    {
        var script = Path.Combine(setup.Folder("launcher"), "chromium");
        File.WriteAllText(script, $"#!/bin/sh\n(echo 19 >/proc/self/autogroup) 2>/dev/null\nexec nice -n 19 '{Browser.Path}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return script;
    }

    /// <summary>How soon a talent's page shows a profile that is connected elsewhere, from the API's answer on, while all pages are open.</summary>
    private static async Task LatestAsync(TrialApp app, Guid[] talents, List<IPage> pages, Findings findings)
    {
        List<double> waits = [];
        for (var i = 0; i < Math.Min(MostWatched, talents.Length); i++)
        {
            var page = pages[(i * 3) + 1];
            var handle = string.Create(CultureInfo.InvariantCulture, $"later.no{i}");
            var asked = TimeProvider.System.GetTimestamp();
            await app.Api.ConnectAsync(talents[i], handle);
            await page.GetByText($"@{handle}", new() { Exact = false }).First.WaitForAsync(new() { Timeout = 60_000, State = WaitForSelectorState.Attached });
            waits.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
        }

        waits.Sort();
        findings.Say($"a profile connected elsewhere is on the page after {waits[waits.Count / 2]:0} ms (median), {waits[^1]:0} ms at most");
    }

    private static async Task AliveAsync(List<IPage> pages, Findings findings)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (lost, stopped, late) = (0, 0, 0);
        foreach (var page in pages)
        {
            lost += await page.EvaluateAsync<bool>("window.sawBar === true || !document.getElementById('connection-bar').hidden") ? 1 : 0;
            stopped += await page.Locator("#blazor-error-ui").IsVisibleAsync() ? 1 : 0;
            late += await page.GetByText("Syncing", new() { Exact = true }).CountAsync() > 0 && !page.Url.EndsWith("/queue", StringComparison.Ordinal) ? 1 : 0;
        }

        foreach (var page in pages.Where(page => page.Url.EndsWith("/queue", StringComparison.Ordinal)))
        {
            foreach (var tile in await page.Locator(".queue-tiles a").AllInnerTextsAsync())
            {
                late += (tile.Contains("Active", StringComparison.Ordinal) || tile.Contains("Waiting", StringComparison.Ordinal)) && !tile.TrimStart().StartsWith('0') ? 1 : 0;
            }
        }

        findings.Say($"of {pages.Count} pages {lost} lost their line, {stopped} stopped, {late} show something older than the database");
        findings.Expect(lost == 0, $"{lost} pages showed the bar that the connection is lost");
        findings.Expect(stopped == 0, $"{stopped} pages stopped with a fault");
        findings.Expect(late == 0, $"{late} pages don't show how it ended");
    }

    private static async Task<IPage> OpenAsync(Browser browser, string signedIn, string path)
    {
        var page = await (await browser.StrangerAsync(signedIn: signedIn)).NewPageAsync();
        await page.GotoAsync(path, new() { Timeout = 120_000 });
        await page.Locator(path == "/" ? "table.roster-table tbody tr" : path == "/queue" ? ".queue-tiles" : ".connection").First.WaitForAsync(new() { Timeout = 120_000 });

        // Looked at once at the end, so it has to remember that the bar was there in between.
        await page.EvaluateAsync("() => new MutationObserver(() => { if (!document.getElementById('connection-bar').hidden) { window.sawBar = true; } }).observe(document.getElementById('connection-bar'), { attributes: true })");
        return page;
    }

    private static async Task<(double Cpu, double Seconds)> RefreshAsync(TrialApp app, TrialData data, Guid[] connections, Findings findings)
    {
        var (since, cpu) = (Agency.Now, app.Process.Cpu);
        await ApiClient.RepeatAsync(connections.Length, i => app.Api.RefreshAsync(connections[i]));
        findings.Expect(await data.UntilReadyAsync(connections.Length, _patience, since), $"{data.ReadySince(since)} of {connections.Length} were read");
        return (app.Process.Cpu - cpu, (Agency.Now - since) / 1000.0);
    }
}
