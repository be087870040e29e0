using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Pixel;
using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Pages;

/// <param name="IsPublic">Opened by somebody who is not signed in.</param>
/// <param name="Usable">Selector of what makes the page one that can be worked with.</param>
internal sealed record VisitedPage(string Name, string Path, bool IsPublic, string Usable);

/// <summary>Visits of somebody whose browser has nothing of ours yet.</summary>
internal sealed class Visits(Browser browser, string signedIn, ResultLog log, IReadOnlyList<VisitedPage> pages)
{
    // Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back.
    private static readonly Dictionary<string, object> _slow4G = new(StringComparer.Ordinal)
    {
        ["offline"] = false,
        ["latency"] = 150,
        ["downloadThroughput"] = 1_600_000 / 8,
        ["uploadThroughput"] = 750_000 / 8,
    };

    /// <summary>Sign-in, roster, the page of a talent, and an invitation, made for this.</summary>
    public static async Task<IReadOnlyList<VisitedPage>> PagesAsync(IPage admin, Guid talent)
    {
        await admin.GotoAsync($"/talents/{talent}");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite talent" }).ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.Locator("button[type=submit]").WaitForAsync();
        if (await dialog.GetByLabel("Agency name").CountAsync() > 0)
        {
            await dialog.GetByLabel("Agency name").FillAsync("The Bench Agency");
        }

        await dialog.Locator("button[type=submit]").ClickAsync();
        var link = new Uri(await dialog.GetByLabel("Link for the talent").InputValueAsync());
        return
        [
            new("sign-in", "/sign-in", IsPublic: true, "button[type=submit]"),
            new("roster", "/", IsPublic: false, "table.roster-table tbody tr"),
            new("talent", $"/talents/{talent}", IsPublic: false, "li.connection"),
            new("invitation", link.AbsolutePath, IsPublic: true, "main h1"),
        ];
    }

    public async Task RunAsync()
    {
        foreach (var page in pages)
        {
            foreach (var width in new[] { 1280, 390 })
            {
                await VisitAsync(page, width);
            }
        }
    }

    /// <param name="command">How to start Lighthouse: <c>npx --yes lighthouse@12</c>.</param>
    /// <param name="cookies">Of an admin.</param>
    public async Task LighthouseAsync(string command, IReadOnlyList<BrowserContextCookiesResult> cookies)
    {
        var headers = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cookie"] = string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")),
        });
        foreach (var page in pages)
        {
            var words = command.Split(' ');
            var start = new ProcessStartInfo(words[0]) { RedirectStandardOutput = true, UseShellExecute = false };
            string[] arguments =
            [
                .. words[1..], Rig.Address + page.Path, "--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices",
                "--chrome-flags=--headless --no-sandbox --disable-gpu", .. page.IsPublic ? Array.Empty<string>() : [$"--extra-headers={headers}"],
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["CHROME_PATH"] = Browser.Path;
            using var process = Process.Start(start) ?? throw new InvalidOperationException("Lighthouse did not start.");
            var report = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement.GetProperty("categories");
            await log.AddAsync(
                "lighthouse", ("page", page.Name), ("performance", Score(report, "performance")), ("accessibility", Score(report, "accessibility")), ("best_practices", Score(report, "best-practices")));
        }
    }

    private static double Score(JsonElement report, string category) => report.GetProperty(category).GetProperty("score").GetDouble() * 100;

    private async Task VisitAsync(VisitedPage page, int width)
    {
        var context = await browser.StrangerAsync(width, page.IsPublic ? null : signedIn);
        var opened = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(opened);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new Dictionary<string, object>(StringComparer.Ordinal) { ["cacheDisabled"] = false });
        await network.SendAsync("Network.emulateNetworkConditions", _slow4G);
        var (requests, bytes) = (0, 0.0);
        using var circuit = new MemoryStream();
        network.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        network.Event("Network.webSocketFrameReceived").OnEvent += (_, frame) => circuit.Write(Convert.FromBase64String(frame!.Value.GetProperty("response").GetProperty("payloadData").GetString()!));

        var started = Stopwatch.GetTimestamp();
        await opened.GotoAsync(page.Path, new() { WaitUntil = WaitUntilState.Commit });
        await opened.Locator(page.Usable).First.WaitForAsync();
        var usable = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await opened.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await log.AddAsync(
            "visit", ("page", page.Name), ("width", width.ToString(CultureInfo.InvariantCulture)), ("requests", requests), ("kilobytes", (bytes + Deflated(circuit)) / 1000), ("usable_s", usable));
        await context.CloseAsync();
    }

    // Chromium tells what came over the circuit as it is after the line unpacked it.
    private static long Deflated(MemoryStream circuit)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            circuit.WriteTo(deflate);
        }

        return packed.Length;
    }
}
