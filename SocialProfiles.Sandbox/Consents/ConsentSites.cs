using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.TikTok;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>Every platform on which the sandbox lets people consent.</summary>
internal static class ConsentSites
{
    public static IReadOnlyList<ConsentSite> All { get; } = [new InstagramConsentSite(), new TikTokConsentSite(), new GoogleConsentSite()];

    public static ConsentSite Get(string path) => All.First(site => site.Path == path);
}
