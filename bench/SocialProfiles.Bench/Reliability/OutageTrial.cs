using System.Globalization;
using SocialProfiles.Core.Ingestion;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// One platform is down, half of the time with 503 and half of the time without an answer, and comes back. Counts the calls that
/// it gets meanwhile, and looks whether its neighbours were read as before.
/// </summary>
internal static class OutageTrial
{
    private const int Profiles = 60;
    private const int RefreshMinutes = 2;
    private const int SlowestProbeSeconds = 30;
    private const int TimeoutSeconds = 10;

    // Those under way when it goes down, those that find out that it has, and the first, quicker probes.
    private const int FirstCalls = 30;

    private static readonly string[] _neighbours = ["TIKTOK", "YOUTUBE", "BLUESKY"];
    private static readonly TimeSpan _back = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        // In less, hardly a profile is due, and the counts say nothing.
        var minutes = Math.Max(10, setup.Arguments.Number("minutes", 60));
        await using var platforms = await OutagePlatforms.StartAsync();
        var folder = setup.Folder("outage");
        await using var app = await setup.StartAsync(folder, Settings(platforms.Address));
        var data = new TrialData(setup.Web, folder);
        await Agency.ConnectAsync(app, Profiles);
        foreach (var neighbour in _neighbours)
        {
            await Agency.ConnectAsync(app, Profiles / 2, "neighbour.no", neighbour);
        }

        var all = Profiles + (_neighbours.Length * (Profiles / 2));
        findings.Expect(await data.UntilReadyAsync(all, TimeSpan.FromMinutes(5)), $"not all {all} profiles were READY before the outage");
        await Task.Delay(TimeSpan.FromMinutes(RefreshMinutes));
        var cpu = app.Process.Cpu;

        var began = Agency.Now;
        var half = TimeSpan.FromMinutes(minutes) / 2;
        var refused = await DownAsync(Answering.Refusing, half);
        var hung = await DownAsync(Answering.Hanging, half);
        var ended = Agency.Now;
        platforms.Instagram = Answering.Well;
        var recovered = await data.UntilReadyAsync(Profiles, _back, ended, "INSTAGRAM");
        var took = (Agency.Now - ended) / 1000.0;

        findings.Say($"calls to the silent platform: {refused} in {half.TotalMinutes:0} min of 503, {hung} in {half.TotalMinutes:0} min without an answer; CPU of the application {app.Process.Cpu - cpu:0.0} s");
        findings.Say($"all {Profiles} profiles read again {took:0} s after it was back");
        findings.Expect(refused >= half.TotalSeconds / (SlowestProbeSeconds + 5) && refused <= (half.TotalSeconds / SlowestProbeSeconds) + FirstCalls, $"{refused} calls in {half.TotalMinutes} min of 503");
        findings.Expect(hung >= half.TotalSeconds / (SlowestProbeSeconds + TimeoutSeconds + 5) && hung <= (half.TotalSeconds / (SlowestProbeSeconds + TimeoutSeconds)) + 2, $"{hung} calls in {half.TotalMinutes} min without an answer");
        findings.Expect(recovered, $"{data.ReadySince(ended, "INSTAGRAM")} of {Profiles} profiles were read within {_back.TotalMinutes} min");

        // The neighbours: the longest time between two good syncs of one profile, from before the outage until after it.
        foreach (var neighbour in _neighbours)
        {
            var longest = data.Number(string.Create(CultureInfo.InvariantCulture, $"""
                SELECT coalesce(max(next - EndedAt), 0) FROM (
                    SELECT EndedAt, lead(EndedAt) OVER (PARTITION BY ConnectionKey ORDER BY EndedAt) AS next FROM SyncAttempts
                    WHERE Outcome = {(int)SyncOutcome.Succeeded} AND ConnectionKey IN (SELECT Key FROM Connections WHERE Platform = '{neighbour}'))
                WHERE next >= {began} AND EndedAt <= {ended}
                """)) / 1000.0;
            findings.Say($"{neighbour}: at most {longest:0} s between two syncs of a profile, for a setting of {RefreshMinutes * 60} s");
            findings.Expect(longest is > 0 and < (RefreshMinutes * 60) + 30, $"{neighbour} profiles waited up to {longest:0} s");
        }

        await app.Process.StopAsync();
        await data.LookAsync(findings, all, "after the outage");

        async Task<int> DownAsync(Answering how, TimeSpan time)
        {
            var before = platforms.Calls("instagram");
            platforms.Instagram = how;
            await Task.Delay(time);
            return platforms.Calls("instagram") - before;
        }
    }

    private static (string Name, string Value)[] Settings(string platforms) =>
    [
        ("Sandbox__Enabled", "false"),
        ("Ingestion__RefreshMinutes", RefreshMinutes.ToString(CultureInfo.InvariantCulture)),
        ("Platforms__Instagram__GraphBaseUrl", $"{platforms}/instagram"),
        ("Platforms__Instagram__AccessToken", "sandbox-instagram-token"),
        ("Platforms__Instagram__AgencyUserId", "17841400000000099"),
        ("Platforms__Instagram__RequestsPerMinute", "0"),
        ("Platforms__Instagram__TimeoutSeconds", TimeoutSeconds.ToString(CultureInfo.InvariantCulture)),
        ("Platforms__TikTok__OEmbedBaseUrl", $"{platforms}/tiktok"),
        ("Platforms__YouTube__DataBaseUrl", $"{platforms}/youtube"),
        ("Platforms__YouTube__ApiKey", "sandbox-youtube-key"),
        ("Platforms__YouTube__UnitsPerDay", "0"),
        ("Platforms__Bluesky__AppViewBaseUrl", $"{platforms}/bluesky"),
    ];
}
