namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>Addresses of media kits, below ours.</summary>
internal static class KitPaths
{
    /// <summary>What a public link begins with. What follows is a secret.</summary>
    public const string Public = "/media-kit";

    /// <summary>Where anybody checks the code of a printed kit.</summary>
    public const string Check = "/check";

    /// <summary>Where an admin puts kits together.</summary>
    public static string Builder(Guid talentId) => $"/talents/{talentId}/kit";

    /// <summary>A kit as it is printed, for admins.</summary>
    public static string Kit(Guid talentId, Guid kitId) => $"/talents/{talentId}/kits/{kitId}";

    /// <summary>The logo of a kit, for admins.</summary>
    public static string Logo(Guid talentId, Guid kitId) => $"{Kit(talentId, kitId)}/logo";

    /// <summary>The same for whoever has the public link.</summary>
    public static string PublicLogo(string token) => $"{Public}/{Uri.EscapeDataString(token)}/logo";
}
