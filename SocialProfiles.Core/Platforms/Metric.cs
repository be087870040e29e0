namespace SocialProfiles.Core.Platforms;

/// <summary>Why a number is not known. Stored in three bits a metric, so the set has at most eight members.</summary>
public enum MetricGap
{
    /// <summary>The number is known.</summary>
    None = 0,

    /// <summary>Only the talent's consent, or a further scope of it, would show it.</summary>
    NotGranted = 1,

    /// <summary>The platform does not give this number at all.</summary>
    NotSupported = 2,

    /// <summary>The account's owner hides it.</summary>
    Hidden = 3,

    /// <summary>The platform has not counted it yet, or left it out of this answer.</summary>
    NoDataYet = 4,

    /// <summary>It was asked for, and did not arrive in time; it is asked for again.</summary>
    NotRead = 5,
}

/// <summary>A count that a platform gives, or the reason why it is unknown. Unknown is never 0.</summary>
/// <param name="Value">The count, 0 or more; null when unknown.</param>
/// <param name="Gap">Why it is unknown; <see cref="MetricGap.None"/> exactly when <paramref name="Value"/> is there.</param>
/// <param name="IsRounded">The platform rounds it, as YouTube does with public subscriber counts.</param>
public readonly record struct Metric(long? Value, MetricGap Gap, bool IsRounded = false)
{
    /// <summary>A known count; a negative one is a platform's slip and is taken as not yet counted.</summary>
    public static Metric Of(long value) => value >= 0 ? new(value, MetricGap.None) : Unknown(MetricGap.NoDataYet);

    /// <summary>A known count, or unknown for the given reason where the platform left it out.</summary>
    public static Metric Of(long? value, MetricGap whenMissing) => value is { } known ? Of(known) : Unknown(whenMissing);

    public static Metric Rounded(long value) => Of(value) with { IsRounded = true };

    public static Metric Unknown(MetricGap gap) => new(null, gap);
}
