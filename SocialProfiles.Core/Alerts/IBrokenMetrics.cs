namespace SocialProfiles.Core.Alerts;

/// <summary>A number that rules go by.</summary>
public enum AlertMetric
{
    Followers,
    Views,
    Posts,
}

/// <summary>
/// The metrics of platforms that can't be relied on now, since the platform changed what it says. No rule that goes by one of
/// them finds anything meanwhile.
/// </summary>
public interface IBrokenMetrics
{
    /// <summary>Keys of the platforms of which <paramref name="metric"/> broke at <paramref name="since"/> (UTC) or later, or is still broken.</summary>
    ValueTask<IReadOnlyCollection<string>> PlatformsAsync(AlertMetric metric, DateTimeOffset since, CancellationToken cancellationToken);
}
