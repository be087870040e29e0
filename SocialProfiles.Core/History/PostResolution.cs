using SocialProfiles.Core.Agency;

namespace SocialProfiles.Core.History;

/// <summary>
/// How closely a post's numbers are kept, by its age when they were read: all of its first 48 hours, then the last of each hour to
/// 7 days, then the last of each of the agency's days to 90 days, and after that none but the present ones.
/// </summary>
public static class PostResolution
{
    public static TimeSpan AsRead { get; } = TimeSpan.FromHours(48);

    public static TimeSpan Hourly { get; } = TimeSpan.FromDays(7);

    public static TimeSpan Daily { get; } = TimeSpan.FromDays(90);

    /// <summary>Whether numbers that were just replaced stay, since they are the last of their time.</summary>
    /// <param name="publishedAt">UTC; of a post that does not say, days are kept.</param>
    /// <param name="firstReadAt">When the former numbers were first read, UTC: they are the last of its hour or day unless that of <paramref name="now"/> is the same.</param>
    /// <param name="lastReadAt">When they were last read, UTC.</param>
    /// <param name="now">When other ones were read, UTC.</param>
    public static bool Keeps(DateTimeOffset? publishedAt, DateTimeOffset firstReadAt, DateTimeOffset lastReadAt, DateTimeOffset now, AgencyDays days)
    {
        if (publishedAt is { } published)
        {
            if (lastReadAt - published <= AsRead)
            {
                return true;
            }

            if (firstReadAt - published <= Hourly)
            {
                return HourOf(firstReadAt) != HourOf(now);
            }

            if (firstReadAt - published > Daily)
            {
                return false;
            }
        }

        return days.Of(firstReadAt) != days.Of(now);
    }

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
