using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What the engagement rate is made of, and over how many posts.</summary>
internal static class EngagementText
{
    public static string Note(TalentIntelligence numbers) => numbers.Posts.ByFollowers switch
    {
        { UnknownBecause: { } reason } => reason,
        var rate when rate.Posts < numbers.Posts.Count => $"Likes, comments and shares of a post, by followers. Known for {rate.Posts} of {numbers.Posts.Count} posts.",
        var rate => $"Likes, comments and shares of a post, by followers. Over {rate.Posts} {(rate.Posts == 1 ? "post" : "posts")}.",
    };
}
