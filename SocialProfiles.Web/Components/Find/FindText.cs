using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Find;

/// <summary>What stands around the profiles that were found.</summary>
internal static class FindText
{
    /// <summary>How many profiles are in no result because a number isn't known, and which; null where there are none.</summary>
    public static string? LeftOut(NotKnown unknown)
    {
        if (unknown.All == 0)
        {
            return null;
        }

        (int Count, string Name)[] parts =
        [
            (unknown.Followers, "followers"),
            (unknown.Engagement, "engagement rate"),
            (unknown.Growth, $"growth over {Growth.MonthDays} days"),
            (unknown.Country, "countries of the audience, which only some platforms give, and only with the talent's permission"),
            (unknown.LastPost, "last post"),
        ];
        var one = unknown.All == 1;
        var named = parts.Where(part => part.Count > 0).ToArray();
        return $"{ShortNumber.Exact(unknown.All)} {(one ? "profile is" : "profiles are")} left out because a number isn't known: "
            + (named is [var only] ? only.Name : string.Join("; ", named.Select(part => $"{part.Name} ({ShortNumber.Exact(part.Count)})"))) + ".";
    }

    public static string NameOf(FindOrder order) => order switch
    {
        FindOrder.Followers => "Followers",
        FindOrder.Growth => $"Growth, {Growth.MonthDays} days",
        FindOrder.Engagement => "Engagement rate",
        FindOrder.MedianViews => "Median views",
        FindOrder.LastPost => "Last post",
        FindOrder.Name => "Talent",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };

    /// <summary>Why the engagement rate of a profile isn't known.</summary>
    /// <param name="platform">Display name.</param>
    public static string NoRate(ProfileNumbers profile, string platform) => profile switch
    {
        { IsRead: true, Followers: null } => "Unknown: the number of followers isn't known.",
        _ => Why(profile, profile.EngagementGap, platform, "Unknown: no recent post has both known likes and known comments."),
    };

    /// <summary>Why the median views of a profile aren't known.</summary>
    public static string NoViews(ProfileNumbers profile, string platform) => Why(profile, profile.ViewsGap, platform, "Unknown: no post with known views could be read.");

    /// <summary>Why its last post isn't known.</summary>
    public static string NoLastPost(ProfileNumbers profile, string platform) => Why(profile, profile.PostsGap, platform, "There are no posts yet.");

    /// <summary>Why the followers of a profile aren't known.</summary>
    public static string NoFollowers(ProfileNumbers profile, string platform) => Why(profile, profile.FollowersMetric.Gap, platform, "Unknown.");

    private static string Why(ProfileNumbers profile, MetricGap gap, string platform, string otherwise) => profile switch
    {
        { IsLinkOnly: true } => "Only the link is kept; nothing is fetched.",
        { IsRead: false } => "Unknown: not synced yet.",
        _ => gap == MetricGap.None ? otherwise : GapText.Of(gap, platform),
    };
}
