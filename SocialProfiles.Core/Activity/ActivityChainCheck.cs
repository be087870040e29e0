using System.Globalization;
using SocialProfiles.Core.Checks;

namespace SocialProfiles.Core.Activity;

/// <summary>Whether the activity log is as it was written.</summary>
public sealed class ActivityChainCheck(VerifyActivityChain verify) : IDoctorCheck
{
    public string Name => "Activity";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var report = await verify.ExecuteAsync(cancellationToken);
        return report.Finding is { } finding
            ? CheckResult.Problem(finding.ToString(), "Somebody changed the database directly. Compare the activity with the activity in a backup, and find out who can write to the data folder.")
            : CheckResult.Ok(string.Create(CultureInfo.InvariantCulture, $"{report.Entries:N0} entries are unchanged."));
    }
}
