using System.Globalization;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule found at a connection, in words.</summary>
/// <param name="Title">In a few words: <c>Followers fell by 6.2%</c>.</param>
/// <param name="Detail">As a sentence, with the numbers that it is about.</param>
internal sealed record AlertFinding(AlertReading Reading, string Title, string Detail)
{
    /// <summary>Of the row that says that it was told.</summary>
    public Guid MatchId { get; init; }

    /// <param name="platform">The platform's display name.</param>
    /// <param name="days">The agency's, in which dates are said.</param>
    /// <param name="now">UTC.</param>
    public static AlertFinding Of(AlertRule rule, AlertReading reading, string platform, AgencyDays days, DateTimeOffset now)
    {
        var (title, detail) = rule.Kind switch
        {
            AlertKind.FollowersFall or AlertKind.FollowersRise => OfFollowers(rule, reading),
            AlertKind.StandoutPost => (
                $"A post has {Number(reading.Now ?? 0, "0.#")} times the usual views",
                $"The post from {Day(reading.Since, days)} has far more views than the median of this profile's recent posts."),
            AlertKind.NoPost => ($"No post for {SpanText.Days((long)(now - reading.Since!.Value).TotalDays)}", $"The last post was published on {Day(reading.Since, days)}."),
            AlertKind.InError => ($"In error for {SpanText.Hours((long)(now - reading.Since!.Value).TotalHours)}", "No sync has succeeded since then. Open the profile to see why and what to do."),
            _ => ("Reconnect needed", $"{platform} no longer gives access. Invite {reading.TalentName} to give access again."),
        };
        return new AlertFinding(reading, title, detail);
    }

    private static (string Title, string Detail) OfFollowers(AlertRule rule, AlertReading reading)
    {
        var change = AlertVerdicts.ChangeOf(reading) ?? 0;
        return (
            $"Followers {(change < 0 ? "fell" : "rose")} by {Number(Math.Abs(change), "0.#")}%",
            string.Create(CultureInfo.InvariantCulture, $"From {reading.Before:N0} to {reading.Now:N0} within {SpanText.Days(rule.Window)}."));
    }

    // Downwards, so that nobody is told of more than there is.
    private static string Number(double value, string format) => (Math.Floor(value * 10) / 10).ToString(format, CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset? at, AgencyDays days) => at is { } time ? days.Of(time).ToString("d MMM yyyy", CultureInfo.InvariantCulture) : "this week";
}
