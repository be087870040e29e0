using SocialProfiles.Core.Connections;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>What an admin should know of a consent that still works.</summary>
internal static class ConsentNote
{
    /// <summary>From here on it is said how long a consent lasts.</summary>
    private static readonly TimeSpan _soon = TimeSpan.FromDays(14);

    public static IEnumerable<string> Of(ConnectionView connection, string platform, DateTimeOffset now)
    {
        if (connection.Consent is not { EndedBecause: null } consent)
        {
            yield break;
        }

        if (consent.EndsAt is { } end && end - now <= _soon)
        {
            yield return $"Permission ends {Left(end - now)}.";
        }

        if (consent.IsRenewalCutOff)
        {
            yield return $"The server stopped while renewing the permission. If {platform} no longer accepts the old one, the talent has to reconnect.";
        }
    }

    private static string Left(TimeSpan left) => Math.Ceiling(left.TotalDays) switch
    {
        <= 0 => "now",
        1 => "within a day",
        var days => $"in {days:0} days",
    };
}
