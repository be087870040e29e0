using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What could not be read of an account's posts, as a sentence; null where all was.</summary>
internal static class ReadingText
{
    /// <param name="platform">Display name.</param>
    /// <param name="isByConsent">Whether the talent gave access; else the profile is connected by hand.</param>
    public static string? Of(PostReading? reading, string platform, bool isByConsent) => reading switch
    {
        null => null,
        { Gap: MetricGap.NotGranted } when isByConsent => $"The talent didn't give permission to read the posts on {platform}.",
        { Gap: MetricGap.NotGranted } => $"{platform} shows posts only with the talent's permission.",
        { Gap: not MetricGap.None } => $"{platform} says there are posts, but didn't list any.",
        { Unreadable: > 0 } => $"{reading.Unreadable} of {reading.Listed} posts couldn't be read.",
        _ => null,
    };
}
