namespace SocialProfiles.Core.Figures;

/// <summary>Why a growth is not known.</summary>
public enum GrowthGap
{
    /// <summary>The change is known.</summary>
    None,

    /// <summary>Nothing was read at the start of the window.</summary>
    NoReading,

    /// <summary>At the start of the window the count was not known.</summary>
    StartUnknown,

    /// <summary>The present count is not known.</summary>
    NowUnknown,

    /// <summary>The present count is older than <see cref="Growth.Tolerance"/>: the change would be one over fewer days.</summary>
    NowOld,
}

/// <summary>
/// Relative change of followers over a window that ends now (<see cref="Figures.Change"/>). Start and end are what
/// was read when the window began and ended, or at most <see cref="Tolerance"/> before; older numbers are not stretched to it.
/// </summary>
/// <param name="Days">Length of the window.</param>
/// <param name="Change">Present less start; null where either is not known.</param>
/// <param name="Rate">A fraction (0.031 is 3.1%); null where there is no change or the start was 0, of which nothing is a share.</param>
public sealed record Growth(int Days, long? Change, double? Rate, GrowthGap Gap)
{
    /// <summary>The window in which profiles are found and compared.</summary>
    public const int MonthDays = 28;

    /// <summary>The window of the movers.</summary>
    public const int WeekDays = 7;

    /// <summary>What stands for a count that was read and not known, where null says that nothing was read.</summary>
    internal const long NotKnown = -1;

    /// <summary>What stands for the start where the present count is too old to be compared with it.</summary>
    internal const long NotComparable = -2;

    /// <summary>How long before the start, and before now, a reading may have ended.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromDays(1);

    /// <param name="present">Null unknown.</param>
    /// <param name="start">Null where nothing was read; <see cref="NotKnown"/> where it was and the count was not known; or <see cref="NotComparable"/>.</param>
    internal static Growth Of(int days, long? present, long? start) => (present, start) switch
    {
        (null, _) => new(days, null, null, GrowthGap.NowUnknown),
        (_, null) => new(days, null, null, GrowthGap.NoReading),
        (_, NotComparable) => new(days, null, null, GrowthGap.NowOld),
        (_, < 0) => new(days, null, null, GrowthGap.StartUnknown),
        ({ } now, { } then) => new(days, now - then, Figures.Change.Of(then, now).Fraction, GrowthGap.None),
    };
}
