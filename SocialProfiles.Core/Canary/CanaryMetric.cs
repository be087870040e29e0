namespace SocialProfiles.Core.Canary;

/// <summary>The numbers that are watched. Stored by name, so members may be added and never renamed.</summary>
public enum CanaryMetric
{
    Followers,
    Following,
    Posts,
    Views,
    Likes,

    /// <summary>Views of single posts; the two above are of the account.</summary>
    PostViews,
    PostLikes,
    PostComments,
    PostShares,
}

/// <summary>What is wrong with a number. Stored by name, so members may be added and never renamed.</summary>
public enum BreakKind
{
    /// <summary>It is no longer in the answers.</summary>
    Vanished,

    /// <summary>It is 0 where it was not.</summary>
    Zero,

    /// <summary>It is more than ten times as large, or as small, as if it were counted in another unit.</summary>
    Jumped,
}
