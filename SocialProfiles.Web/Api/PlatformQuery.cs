using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>Which platform, from a query string.</summary>
internal static class PlatformQuery
{
    public const string Description = "Key of a platform, such as INSTAGRAM, in any case; default all.";

    /// <returns>Its key; null where none is said, or none is of that name.</returns>
    public static string? Read(string? text, PlatformCatalog catalog, List<InvalidError> errors)
    {
        if (catalog.TryGet(text, out var platform))
        {
            return platform.Key;
        }

        if (!string.IsNullOrEmpty(text))
        {
            errors.Add(new("platform", $"There is no platform with that name. Use one of: {string.Join(", ", catalog.All.Select(known => known.Key))}."));
        }

        return null;
    }
}
