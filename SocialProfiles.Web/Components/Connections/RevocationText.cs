using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>What became of a consent at its platform, as a sentence for an admin.</summary>
internal static class RevocationText
{
    /// <param name="platform">Key.</param>
    public static string Of(Revocation revocation, string platform, PlatformCatalog catalog)
    {
        var name = catalog.NameOf(platform);
        var there = catalog.ConsentOf(platform)?.Terms.RevokesAt;
        return revocation switch
        {
            Revocation.Done => $"{name} was told, and accepts the consent no longer.",
            Revocation.NotOffered => $"{name} offers no way to give a consent back; the talent can remove it there. {there}",
            Revocation.Failed => $"{name} did not confirm that the consent is given back; the talent can remove it there. {there}",
            _ => "",
        };
    }
}
