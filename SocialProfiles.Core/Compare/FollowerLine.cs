using SocialProfiles.Core.Agency;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Compare;

/// <summary>Followers by day, from readings. A day on which nothing was read is a gap, and no number is carried over it.</summary>
internal static class FollowerLine
{
    /// <param name="readings">Of one profile, in order of time.</param>
    /// <returns>One a day: what was read last on it; null where nothing was, or it was not known.</returns>
    public static long?[] Of(IReadOnlyList<ProfileReading> readings, IReadOnlyList<DateOnly> days, AgencyDays agency)
    {
        var line = new long?[days.Count];
        var next = 0;
        for (var day = 0; day < days.Count; day++)
        {
            var (start, end) = (agency.StartOf(days[day]), agency.EndOf(days[day]));
            while (next < readings.Count && readings[next].FirstReadAt < end)
            {
                next++;
            }

            if (next > 0 && readings[next - 1] is { } last && last.LastReadAt >= start)
            {
                line[day] = last.Followers <= Believable.Most ? last.Followers : null;
            }
        }

        return line;
    }

    /// <summary>The sum of several; a day counts only where all of them are known, or a profile that came later would look like growth.</summary>
    public static long?[] Sum(IReadOnlyList<long?[]> lines, int days) =>
        [.. Enumerable.Range(0, days).Select(day => lines.Count > 0 && lines.All(line => line[day] is not null) ? lines.Sum(line => line[day]) : null)];
}
