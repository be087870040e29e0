using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;

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
            Revocation.Done => $"We told {name}, and our access there has ended.",
            Revocation.NotOffered => $"We can't end the access at {name} ourselves. The talent can remove it there. {there}",
            Revocation.Failed => $"{name} didn't confirm that our access ended. The talent can remove it there. {there}",
            _ => "",
        };
    }
}
