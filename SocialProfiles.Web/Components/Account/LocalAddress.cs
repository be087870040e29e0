using System.Diagnostics.CodeAnalysis;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Keeps a return address on this site: a link to our sign-in page must not lead elsewhere afterwards.</summary>
internal static class LocalAddress
{
    public const string Home = "/";

    /// <summary>The address where it is a path of this site, else the first page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address : Home;

    // Browsers read //host and /\host as another site, and drop tabs and line ends before they look.
    private static bool IsLocal([NotNullWhen(true)] string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
