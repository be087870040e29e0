using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// SIGKILL at random points of 300 syncs, again and again. Even rounds kill while profiles are connected and read for the first
/// time; odd rounds while all of them are refreshed. What the API had confirmed before the kill has to be there afterwards.
/// </summary>
internal static class KillTrial
{
    private const int Profiles = 300;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(TrialSetup setup, Findings findings)
    {
        var seed = setup.Arguments.Number("seed", 20261128);
        var rounds = setup.Arguments.Number("rounds", 20);
        var chance = new Random(seed);
        findings.Say($"kill: seed {seed}, {rounds} rounds of {Profiles} syncs");
        var (underWay, folder) = (0L, "");
        var connections = new Guid?[Profiles];
        for (var round = 0; round < rounds; round++)
        {
            var isFirst = round % 2 == 0;
            if (isFirst)
            {
                folder = setup.Folder($"kill-{round}");
                connections = new Guid?[Profiles];
            }

            underWay += await RoundAsync(setup, findings, folder, connections, isFirst, round + 1, chance);
        }

        findings.Say($"kill: {underWay} syncs were under way at the {rounds} kills");
        findings.Expect(underWay > 0, $"every kill came between two syncs and proves nothing");
    }

    private static async Task<long> RoundAsync(TrialSetup setup, Findings findings, string folder, Guid?[] connections, bool isFirst, int round, Random chance)
    {
        var data = new TrialData(setup.Web, folder);
        var confirmed = 0;
        long since;
        Guid[] talents = [];
        await using (var app = await setup.StartAsync(folder))
        {
            talents = isFirst ? await Agency.TalentsAsync(app, Profiles / 5) : [];
            since = Agency.Now;
            var wanted = chance.Next(Profiles);
            var asking = ApiClient.RepeatAsync(Profiles, async i =>
            {
                try
                {
                    if (isFirst)
                    {
                        connections[i] = await app.Api.ConnectAsync(talents[i / 5], Handle(i));
                    }
                    else
                    {
                        await app.Api.RefreshAsync(connections[i]!.Value);
                    }

                    Interlocked.Increment(ref confirmed);
                }
                catch (HttpRequestException)
                {
                    // Killed in the middle of this call: nobody was told that it went well.
                }
            });
            while (data.ReadySince(since) < wanted && !(asking.IsCompleted && data.ReadySince(since) >= Profiles))
            {
                await Task.Delay(5);
            }

            await Task.Delay(chance.Next(60));
            await app.Process.KillAsync();
            await asking;
        }

        var (read, underWay) = (data.ReadySince(since), data.Number("SELECT count(*) FROM Connections WHERE Lease IS NOT NULL"));
        foreach (var id in connections.OfType<Guid>())
        {
            findings.Expect(data.Number($"SELECT count(*) FROM Connections WHERE Id = '{id.ToString().ToUpperInvariant()}'") == 1, $"round {round}: {id} was confirmed and isn't there");
        }

        await using (var app = await setup.StartAsync(folder))
        {
            if (isFirst)
            {
                // A tool that got no answer asks again: of those whose row was written and whose answer was lost, none may double.
                await ApiClient.RepeatAsync(Profiles, async i => connections[i] ??= await app.Api.ConnectAsync(talents[i / 5], Handle(i)));
            }

            var wanted = isFirst ? Profiles : confirmed;
            findings.Expect(await data.UntilReadyAsync(wanted, _patience, isFirst ? 0 : since), $"round {round}: {data.ReadySince(isFirst ? 0 : since)} of {wanted} were read after the start");
            await data.UntilQuietAsync(_patience);
            await app.Process.StopAsync();
        }

        await data.LookAsync(findings, Profiles, $"round {round}");
        findings.Say($"round {round}, {(isFirst ? "connecting" : "refreshing")}: killed with {confirmed} calls confirmed, {read} read, {underWay} under way");
        return underWay;
    }

    private static string Handle(int i) => FormattableString.Invariant($"creator.no{i}");
}
