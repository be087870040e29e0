using System.Globalization;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Hours of the week in words.</summary>
internal static class PublishingHoursText
{
    private const int MostBest = 3;

    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Short(DayOfWeek weekday) => weekday.ToString()[..3];

    public static string Clock(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");

    /// <summary><c>Best times: Tue 18:00, Sun 11:00 (from 12 posts).</c></summary>
    public static string Best(IReadOnlyList<PublishingHour> hours)
    {
        if (hours.Count == 0)
        {
            return "Best times are unknown: no post of this period has known likes and comments.";
        }

        var best = hours.Where(hour => hour.Posts >= PublishingHour.FewestForBest).OrderByDescending(hour => hour.Interactions).Take(MostBest).ToArray();
        var posts = hours.Sum(hour => hour.Posts);
        return best.Length == 0
            ? $"Too few posts for best times: no hour has {PublishingHour.FewestForBest} posts yet."
            : $"Best times: {string.Join(", ", best.Select(hour => $"{Short(hour.Weekday)} {Clock(hour.Hour)}"))} (from {posts} posts).";
    }

    public static string Of(PublishingHour hour) =>
        $"{Short(hour.Weekday)} {Clock(hour.Hour)}: {ShortNumber.Brief((long)hour.Interactions)} a post, {(hour.Posts == 1 ? "1 post" : $"{hour.Posts} posts")}";
}
