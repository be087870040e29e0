namespace SocialProfiles.Core.Intelligence;

/// <summary>
/// Engagement rate by followers, the field's most common form: interactions (likes, comments, shares) of a post divided
/// by the account's followers, averaged over the posts. Over several accounts each post weighs the same.
/// </summary>
public static class EngagementRate
{
    /// <param name="accounts">Followers (null unknown), interactions of the stored posts, and how many posts they are of.</param>
    /// <returns>A fraction, or the sentence that says why there is none.</returns>
    public static (double? Value, string? UnknownBecause) Of(IEnumerable<(long? Followers, long? Interactions, int Posts)> accounts)
    {
        double rates = 0;
        var posts = 0;
        var withoutFollowers = false;
        foreach (var account in accounts)
        {
            if (account.Posts == 0 || account.Interactions is not { } interactions)
            {
                continue;
            }

            if (account.Followers is not > 0)
            {
                withoutFollowers = true;
                continue;
            }

            rates += (double)interactions / account.Followers.Value;
            posts += account.Posts;
        }

        return posts > 0
            ? (rates / posts, null)
            : (null, withoutFollowers ? "The number of followers is not known." : "No post with likes or comments is stored yet.");
    }
}
