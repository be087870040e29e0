namespace SocialProfiles.Core.History;

/// <summary>
/// How a post did at certain ages. The reading counts that covers the age, else the nearest one, if it is no further off than half of
/// the age: what was read after 80 minutes stands for one hour, what was read after three hours does not.
/// </summary>
public static class PostCurve
{
    /// <summary>The ages at which posts are compared: 1, 6 and 24 hours, 3, 7 and 28 days.</summary>
    public static IReadOnlyList<TimeSpan> Ages { get; } =
        [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(28)];

    /// <param name="readings">Of one post.</param>
    /// <param name="publishedAt">UTC.</param>
    /// <returns>Null where nothing was read near that age.</returns>
    public static int? IndexAt(IReadOnlyList<ReadingSpan> readings, DateTimeOffset publishedAt, TimeSpan age)
    {
        var at = publishedAt + age;
        int? nearest = null;
        var distance = age / 2;
        for (var i = 0; i < readings.Count; i++)
        {
            var (first, last) = readings[i];
            var off = at < first ? first - at : at > last ? at - last : TimeSpan.Zero;
            if (off < distance || (off == distance && nearest is null))
            {
                (nearest, distance) = (i, off);
            }
        }

        return nearest;
    }
}
