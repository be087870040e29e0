using SocialProfiles.Core.Agency;

namespace SocialProfiles.Core.History;

/// <summary>From when to when the same numbers were read.</summary>
/// <param name="First">UTC.</param>
/// <param name="Last">UTC, not before <paramref name="First"/>.</param>
public readonly record struct ReadingSpan(DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Which readings may go as they grow old: of the last 48 hours none, to 30 days all but the last of each hour, and before that all
/// but the last of each of the agency's days. The last value of a day always stays.
/// </summary>
public static class HistoryThinning
{
    public static TimeSpan AsRead { get; } = TimeSpan.FromHours(48);

    public static TimeSpan Hourly { get; } = TimeSpan.FromDays(30);

    /// <param name="readings">Of one account, in the order of time.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Their indexes.</returns>
    public static IReadOnlyList<int> Doomed(IReadOnlyList<ReadingSpan> readings, DateTimeOffset now, AgencyDays days)
    {
        List<int> doomed = [];
        for (var i = 0; i < readings.Count - 1; i++)
        {
            if (IsFollowedInItsTime(readings[i], readings[i + 1].First, now, days))
            {
                doomed.Add(i);
            }
        }

        return doomed;
    }

    /// <summary>Of a post, those stay too that its curve is drawn by.</summary>
    /// <param name="readings">Former numbers, in the order of time.</param>
    /// <param name="present">Since when the post has its present numbers, UTC.</param>
    /// <param name="publishedAt">UTC; null where it is not known.</param>
    public static IReadOnlyList<int> DoomedOfPost(
        IReadOnlyList<ReadingSpan> readings, DateTimeOffset present, DateTimeOffset? publishedAt, DateTimeOffset now, AgencyDays days)
    {
        ReadingSpan[] all = [.. readings, new(present, present)];
        var doomed = Doomed(all, now, days);
        if (doomed.Count == 0 || publishedAt is not { } published)
        {
            return doomed;
        }

        var drawn = PostCurve.Ages.Select(age => PostCurve.IndexAt(all, published, age)).ToHashSet();
        return [.. doomed.Where(index => !drawn.Contains(index))];
    }

    private static bool IsFollowedInItsTime(ReadingSpan reading, DateTimeOffset next, DateTimeOffset now, AgencyDays days)
    {
        var age = now - reading.Last;
        return age > Hourly ? days.Of(reading.First) == days.Of(next)
            : age > AsRead && HourOf(reading.First) == HourOf(next);
    }

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
