using SocialProfiles.Web.Sandbox.Instagram;
using SocialProfiles.Web.Sandbox.TikTok;
using SocialProfiles.Web.Sandbox.YouTube;

namespace SocialProfiles.Web.Sandbox.Consents;

/// <summary>Every platform on which the sandbox lets people consent.</summary>
internal static class ConsentSites
{
    public static IReadOnlyList<ConsentSite> All { get; } = [new InstagramConsentSite(), new TikTokConsentSite(), new GoogleConsentSite()];

    public static ConsentSite Get(string path) => All.First(site => site.Path == path);
}
