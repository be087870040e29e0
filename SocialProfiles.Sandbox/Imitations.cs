using SocialProfiles.Sandbox.Bluesky;
using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.TikTok;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Sandbox;

/// <summary>Every platform that the sandbox imitates.</summary>
internal static class Imitations
{
    public static IReadOnlyList<Imitation> All { get; } =
    [
        InstagramStandIn.Imitation,
        TikTokStandIn.Imitation,
        YouTubeStandIn.Imitation,
        BlueskyStandIn.Imitation,
    ];
}
