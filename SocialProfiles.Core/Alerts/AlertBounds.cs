using System.Globalization;

namespace SocialProfiles.Core.Alerts;

/// <summary>A number of a rule: what it is called, and from where to where it goes.</summary>
/// <param name="Field">In camel case.</param>
/// <param name="Label">At a field, with its unit.</param>
/// <param name="Name">In a sentence.</param>
/// <param name="Usual">What a new rule begins with.</param>
public sealed record AlertBound(string Field, string Label, string Name, double Least, double Most, bool IsWhole, double Usual)
{
    /// <summary>What is wrong with a number, as a sentence; null where nothing is.</summary>
    public string? Refusal(double? value) => value switch
    {
        { } number when double.IsFinite(number) && number >= Least && number <= Most && (!IsWhole || Math.Floor(number) == number) => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"Enter {Name} from {Least} to {Most}{(IsWhole ? ", without decimals" : null)}."),
    };
}

/// <summary>The numbers of each kind of rule.</summary>
public static class AlertBounds
{
    private static readonly AlertBound _days = new("window", "Within (days)", "a number of days", 1, 365, true, 7);

    /// <summary>How much: per cent, or times the median; null where a kind has no such number.</summary>
    public static AlertBound? ThresholdOf(AlertKind kind) => kind switch
    {
        // Less than one per cent is noise, and nothing falls by more than a hundred.
        AlertKind.FollowersFall => new("threshold", "By at least (%)", "a percentage", 1, 100, false, 5),
        AlertKind.FollowersRise => new("threshold", "By at least (%)", "a percentage", 1, 1000, false, 10),
        AlertKind.StandoutPost => new("threshold", "Times the median views", "a number", 1.5, 100, false, 3),
        _ => null,
    };

    /// <summary>How long: days, or hours in error; null where a kind has no such number.</summary>
    public static AlertBound? WindowOf(AlertKind kind) => kind switch
    {
        AlertKind.FollowersFall or AlertKind.FollowersRise => _days,
        AlertKind.NoPost => _days with { Label = "For (days)", Usual = 14 },

        // What fails for longer was told long before, or nobody minds.
        AlertKind.InError => new("window", "For (hours)", "a number of hours", 1, 144, true, 6),
        _ => null,
    };
}
