using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Pixel;
using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Pages;

/// <summary>
/// <c>pages</c>: what a first visit of each page costs on a slow line, what Lighthouse says (where npx is there), and what open
/// pages cost the server.
/// </summary>
internal static class PagesCommand
{
    private const int Talents = 500;

    public static async Task RunAsync(Arguments arguments)
    {
        if (!File.Exists(Browser.Path))
        {
            Console.WriteLine($"There is no {Browser.Path}: pages are not measured. Set CHROMIUM to the path of one.");
            return;
        }

        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Platforms__TikTok__ClientKey"] = "bench-key",
            ["Platforms__TikTok__ClientSecret"] = "bench-secret",
        };
        await using var rig = await Rig.StartAsync(arguments.Text("web", ""), latencyMilliseconds: 0, settings);
        var talents = await ConnectionLoad.TalentsAsync(rig, Talents);
        await ApiClient.RepeatAsync(Talents * 3, i => rig.Api.ConnectAsync(talents[i % Talents], $"page.{i}"));
        await using var browser = await Browser.StartAsync();
        var admin = await browser.SignedInAsync();
        var pages = new Visits(browser, await admin.Context.StorageStateAsync(), log, await Visits.PagesAsync(admin, talents[0]));
        for (var run = 1; run <= arguments.Number("runs", 3); run++)
        {
            await pages.RunAsync();
        }

        if (arguments.Text("lighthouse", "") is { Length: > 0 } command)
        {
            await pages.LighthouseAsync(command, await admin.Context.CookiesAsync());
        }

        await admin.Context.CloseAsync();
        await new OpenPages(rig, browser, talents, log).RunAsync(arguments.Number("open", 30), arguments.Number("syncs", 1500));
    }
}
