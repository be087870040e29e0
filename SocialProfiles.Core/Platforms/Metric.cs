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

    /// <summary>The platform gave a number that no account can have: below 0, above <see cref="Metric.Most"/>, or none at all.</summary>
    Unbelievable = 5,

    /// <summary>It was asked for, and did not arrive in time; it is asked for again.</summary>
    NotRead = 6,
}

/// <summary>A count that a platform gives, or the reason why it is unknown. Unknown is never 0.</summary>
/// <param name="Value">The count, 0 to <see cref="Most"/>; null when unknown.</param>
/// <param name="Gap">Why it is unknown; <see cref="MetricGap.None"/> exactly when <paramref name="Value"/> is there.</param>
/// <param name="IsRounded">The platform rounds it, as YouTube does with public subscriber counts.</param>
public readonly record struct Metric(long? Value, MetricGap Gap, bool IsRounded = false)
{
    /// <summary>More than any account has, by far: YouTube's largest has some 10^11 views. What is above cannot be summed with others.</summary>
    public const long Most = 1_000_000_000_000;

    /// <summary>A known count; a platform's slip is stored as unbelievable.</summary>
    public static Metric Of(long value) => value is >= 0 and <= Most ? new(value, MetricGap.None) : Unknown(MetricGap.Unbelievable);

    /// <summary>A known count, or unknown for the given reason where the platform left it out.</summary>
    public static Metric Of(long? value, MetricGap whenMissing) => value is { } known ? Of(known) : Unknown(whenMissing);

    public static Metric Rounded(long value) => Of(value) is { Value: not null } known ? known with { IsRounded = true } : Of(value);

    public static Metric Unknown(MetricGap gap) => new(null, gap);
}
