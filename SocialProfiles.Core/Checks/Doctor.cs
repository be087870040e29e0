namespace SocialProfiles.Core.Checks;

/// <param name="Name">Of the check.</param>
public sealed record DoctorFinding(string Name, CheckResult Result);

/// <summary>Runs every check that a part brings, one after another: together they would compete for the disk that some of them measure.</summary>
public sealed class Doctor(IEnumerable<IDoctorCheck> checks)
{
    /// <returns>A finding for each check, in the order in which the parts were put together.</returns>
    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        List<DoctorFinding> findings = [];
        foreach (var check in checks)
        {
            findings.Add(new DoctorFinding(check.Name, await RunAsync(check, cancellationToken)));
        }

        return findings;
    }

    /// <summary>A check that fails says so, and the others still run.</summary>
    private static async Task<CheckResult> RunAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return CheckResult.Problem($"The check failed: {exception.Message}", "Fix what the other checks found, then run doctor again.");
        }
    }
}
