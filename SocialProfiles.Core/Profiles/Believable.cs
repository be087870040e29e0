namespace SocialProfiles.Core.Profiles;

/// <summary>What a count can be at most. A larger one is a platform's slip: it is shown, and left out of every sum, which could overflow.</summary>
public static class Believable
{
    /// <summary>A hundred times as many as there are people; nine million such counts still fit into a sum.</summary>
    public const long Most = 1_000_000_000_000;
}
