using System.Globalization;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Alerts;

/// <summary>A rule in words.</summary>
public static class AlertRuleText
{
    /// <summary>The whole rule: <c>Followers fall by 5% or more within 7 days, for talents tagged “dance”</c>.</summary>
    public static string Of(AlertRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Of(rule.Kind, rule.Threshold, rule.Window, rule.Tag);
    }

    /// <inheritdoc cref="Of(AlertRule)"/>
    public static string Of(AlertKind kind, double threshold, int window, string? tag)
    {
        var number = threshold.ToString("0.##", CultureInfo.InvariantCulture);
        var what = kind switch
        {
            AlertKind.FollowersFall => $"Followers fall by {number}% or more within {SpanText.Days(window)}",
            AlertKind.FollowersRise => $"Followers rise by {number}% or more within {SpanText.Days(window)}",
            AlertKind.StandoutPost => $"A post gets {number} times the median views of the profile's recent posts, or more",
            AlertKind.NoPost => $"No post for {SpanText.Days(window)}",
            AlertKind.InError => $"A profile is in error for {SpanText.Hours(window)}",
            AlertKind.ReconnectNeeded => "A profile needs to be reconnected",
            _ => kind.ToString(),
        };
        return $"{what}, for {(tag is null ? "all talents" : $"talents tagged “{tag}”")}";
    }

    /// <summary>What the rules of a kind look for, to choose one by.</summary>
    public static string NameOf(AlertKind kind) => kind switch
    {
        AlertKind.FollowersFall => "Followers fall",
        AlertKind.FollowersRise => "Followers rise",
        AlertKind.StandoutPost => "A post stands out",
        AlertKind.NoPost => "No new post",
        AlertKind.InError => "A profile is in error",
        AlertKind.ReconnectNeeded => "Reconnect needed",
        _ => kind.ToString(),
    };
}
