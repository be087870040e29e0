using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Figures;

/// <summary>Views and shares of a post: what everybody sees, else what the permission shows; null is unknown, never 0.</summary>
internal readonly record struct ShownNumbers(long? Views, long? Shares)
{
    /// <param name="insights">What the permission shows of it now; null where it was not asked for this time.</param>
    /// <param name="former">What the permission showed when it was asked for last, which holds until it is asked for again.</param>
    public static ShownNumbers Of(PlatformPost post, PostInsights? insights, ShownNumbers former)
    {
        var shown = insights is null ? former : new(insights.Views.Value, insights.Shares.Value);
        return new(post.Views.Value ?? shown.Views, post.Shares.Value ?? shown.Shares);
    }
}
