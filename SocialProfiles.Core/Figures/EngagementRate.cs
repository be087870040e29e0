namespace SocialProfiles.Core.Figures;

/// <summary>
/// Engagement rate, the interactions of a post (likes and comments, and shares where the platform gives them) divided by the account's
/// followers, the field's most common form, or by the post's views, averaged over the posts. Only posts count whose likes and comments
/// are both known: a hidden part is unknown, and no 0. Over several accounts each post weighs the same.
/// </summary>
/// <param name="Value">A fraction (0.031 is 3.1%); null where there is none.</param>
/// <param name="Posts">How many posts it is made of.</param>
/// <param name="UnknownBecause">Why there is none, as a sentence.</param>
public sealed record EngagementRate(double? Value, int Posts, string? UnknownBecause)
{
    /// <summary>Why there is no rate where only the followers are missing.</summary>
    public const string WithoutFollowers = "The number of followers isn't known.";

    /// <param name="accounts">Followers (null unknown), interactions of the stored posts whose parts are known, and how many posts those are.</param>
    public static EngagementRate Of(IEnumerable<(long? Followers, double Interactions, int Posts)> accounts)
    {
        double rates = 0;
        var posts = 0;
        var withoutFollowers = false;
        foreach (var account in accounts.Where(account => account.Posts > 0))
        {
            if (account.Followers is not > 0)
            {
                withoutFollowers = true;
                continue;
            }

            rates += account.Interactions / account.Followers.Value;
            posts += account.Posts;
        }

        return posts > 0
            ? new(rates / posts, posts, null)
            : new(null, 0, withoutFollowers ? WithoutFollowers : "There is no post whose likes and comments are both known.");
    }

    /// <param name="rates">Sum of the rates of the posts, each its interactions divided by its views.</param>
    /// <param name="posts">How many posts with views those are.</param>
    public static EngagementRate ByViews(double rates, int posts) =>
        posts > 0 ? new(rates / posts, posts, null) : new(null, 0, "There is no post whose likes, comments and views are all known.");
}
