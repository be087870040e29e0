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
            AlertKind.FollowersFall => Lasting(reading, change => -change >= rule.Threshold),
            AlertKind.FollowersRise => Lasting(reading, change => change >= rule.Threshold),
            AlertKind.StandoutPost => When(reading.Now >= rule.Threshold),
            AlertKind.NoPost => reading.Since is { } last ? When(now - last >= TimeSpan.FromDays(rule.Window)) : AlertVerdict.Unknown,
            AlertKind.InError => reading.Since is { } since ? When(now - since >= TimeSpan.FromHours(rule.Window)) : AlertVerdict.Unknown,
            AlertKind.ReconnectNeeded => When(reading.NoticeKey is not null),
            _ => AlertVerdict.Unknown,
        };
    }

    /// <summary>By how many per cent followers changed; null where that isn't known, or they began at none.</summary>
    public static double? ChangeOf(AlertReading reading) => ChangeOf(reading, reading.Now);

    private static double? ChangeOf(AlertReading reading, double? followers) => reading.Before is > 0 and { } before ? (followers - before) / before * 100 : null;

    /// <summary>
    /// Only what was so an hour ago, too: by then the platform's other profiles were read as well, and where the number broke for
    /// most of them that was noticed.
    /// </summary>
    private static AlertVerdict Lasting(AlertReading reading, Func<double, bool> matches) => (ChangeOf(reading), ChangeOf(reading, reading.HourAgo)) switch
    {
        ({ } now, { } hourAgo) => !matches(now) ? AlertVerdict.Over : matches(hourAgo) ? AlertVerdict.Matches : AlertVerdict.Unknown,
        _ => AlertVerdict.Unknown,
    };

    private static AlertVerdict When(bool matches) => matches ? AlertVerdict.Matches : AlertVerdict.Over;
}
