using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Reliability;

/// <summary>
/// <c>reliability</c>: does to a running application what a bad day does, and looks afterwards into its database file. The
/// exit code is 1 if anything was lost, doubled or stuck.
/// </summary>
internal static class ReliabilityCommand
{
    public static async Task<int> RunAsync(string trial, Arguments arguments)
    {
        Func<TrialSetup, Findings, Task>? run = trial switch
        {
            "kill" => KillTrial.RunAsync,
            "full-disk" => FullDiskTrial.RunAsync,
            "locked" => LockedTrial.RunAsync,
            "clock" => ClockTrial.RunAsync,
            "outage" => OutageTrial.RunAsync,
            "backup" => BackupTrial.RunAsync,
            "browsers" => BrowsersTrial.RunAsync,
            "soak" => SoakTrial.RunAsync,
            _ => null,
        };
        if (run is null)
        {
            await Console.Error.WriteLineAsync("Use reliability with kill, full-disk, locked, clock, outage, backup, browsers or soak, and --web with the path of SocialProfiles.Web.dll.");
            return 2;
        }

        var findings = new Findings(TimeProvider.System);
        using var setup = new TrialSetup(arguments);
        findings.Say($"{trial}: load average {Machine.LoadAverage:0.0} before");
        await run(setup, findings);
        return findings.Sum(trial);
    }
}
