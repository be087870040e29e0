namespace SocialProfiles.Core.Canary;

/// <summary>A time in which a number of a platform could not be trusted: it changed for most profiles at once.</summary>
public sealed class MetricBreak
{
    public long Key { get; init; }

    /// <summary>Its notice is about this.</summary>
    public Guid Id { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>Key of the platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Among profiles read with the talent's permission; else among the public ones.</summary>
    public bool ByPermission { get; init; }

    public CanaryMetric Metric { get; init; }

    public BreakKind Kind { get; init; }

    /// <summary>UTC, when the first such answer came.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>UTC, when the answers were as before again, or an admin said that they are right; null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>An admin said that the new numbers are right: they are shown, those of the time between included.</summary>
    public bool IsTrusted { get; set; }

    /// <summary>Profiles or posts for which it broke, when that was noticed.</summary>
    public int Broken { get; init; }

    /// <summary>How many were compared.</summary>
    public int Compared { get; init; }
}
