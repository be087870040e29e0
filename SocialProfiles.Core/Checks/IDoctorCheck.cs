namespace SocialProfiles.Core.Checks;

/// <summary>
/// One thing that <c>doctor</c> looks at. Each part registers its own (<c>services.AddSingleton&lt;IDoctorCheck, …&gt;()</c>).
/// A check changes nothing, and may run while the server does.
/// </summary>
public interface IDoctorCheck
{
    /// <summary>What it looks at, as a heading: <c>Disk space</c>. Unique.</summary>
    string Name { get; }

    /// <summary>Looks. What it throws counts as a problem.</summary>
    Task<CheckResult> RunAsync(CancellationToken cancellationToken);
}

/// <summary>How well it is.</summary>
public enum CheckState
{
    Ok,

    /// <summary>Works, and should be looked at.</summary>
    Warning,

    /// <summary>Does not work, or is not safe.</summary>
    Problem,
}

/// <param name="Sentence">What was found.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
public sealed record CheckResult(CheckState State, string Sentence, string? Remedy = null)
{
    public static CheckResult Ok(string sentence) => new(CheckState.Ok, sentence);

    public static CheckResult Warning(string sentence, string remedy) => new(CheckState.Warning, sentence, remedy);

    public static CheckResult Problem(string sentence, string remedy) => new(CheckState.Problem, sentence, remedy);
}
