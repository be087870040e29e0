using SocialProfiles.Core.Canary;

namespace SocialProfiles.Core.Alerts;

/// <summary>
/// The metrics of platforms that can't be relied on now, since the platform changed what it says. No rule that goes by one of
/// them finds anything meanwhile.
/// </summary>
public interface IBrokenMetrics
{
    /// <summary>Looks whether a number of profiles broke since the last look.</summary>
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>The platforms, by their key and by whether they are read with permission, of which <paramref name="metric"/> was broken at <paramref name="since"/> (UTC), or is still broken.</summary>
    ValueTask<IReadOnlyCollection<(string Platform, bool ByPermission)>> FindAsync(CanaryMetric metric, DateTimeOffset since, CancellationToken cancellationToken);
}
