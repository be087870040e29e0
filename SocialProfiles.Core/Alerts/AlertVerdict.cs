namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule says of a connection.</summary>
internal enum AlertVerdict
{
    /// <summary>It can't be told: nothing is found, and nothing that was found is over.</summary>
    Unknown,

    Matches,

    Over,
}

internal static class AlertVerdicts
{
    /// <param name="now">UTC.</param>
    public static AlertVerdict Of(AlertRule rule, AlertReading reading, DateTimeOffset now)
    {
        if (reading.IsOver)
        {
            return AlertVerdict.Over;
        }

        if (!reading.IsKnown)
        {
            return AlertVerdict.Unknown;
        }

        return rule.Kind switch
        {
            AlertKind.FollowersFall => ChangeOf(reading) is { } change ? When(-change >= rule.Threshold) : AlertVerdict.Unknown,
            AlertKind.FollowersRise => ChangeOf(reading) is { } change ? When(change >= rule.Threshold) : AlertVerdict.Unknown,
            AlertKind.StandoutPost => When(reading.Now >= rule.Threshold),
            AlertKind.NoPost => reading.Since is { } last ? When(now - last >= TimeSpan.FromDays(rule.Window)) : AlertVerdict.Unknown,
            AlertKind.InError => reading.Since is { } since ? When(now - since >= TimeSpan.FromHours(rule.Window)) : AlertVerdict.Unknown,
            AlertKind.ReconnectNeeded => When(reading.NoticeKey is not null),
            _ => AlertVerdict.Unknown,
        };
    }

    /// <summary>By how many per cent followers changed; null where that isn't known, or they began at none.</summary>
    public static double? ChangeOf(AlertReading reading) => reading is { Before: > 0 and { } before, Now: { } now } ? (now - before) / before * 100 : null;

    private static AlertVerdict When(bool matches) => matches ? AlertVerdict.Matches : AlertVerdict.Over;
}
