using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Shared;

internal static class PlatformNames
{
    /// <summary>The platform's name; its key where another version wrote a platform that this one does not know.</summary>
    public static string NameOf(this PlatformCatalog catalog, string key) => catalog.TryGet(key, out var platform) ? platform.Name : key;
}
