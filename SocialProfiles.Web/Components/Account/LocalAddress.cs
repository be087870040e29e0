using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Keeps a return address on this site: a link to our sign-in page must not lead elsewhere afterwards.</summary>
internal static class LocalAddress
{
    public const string Home = "/";

    /// <summary>The address where it is a path of this site, else the first page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? string.Concat(address.EnumerateRunes().Select(Written)) : Home;

    // As it stands in a header, which takes only ASCII.
    private static string Written(Rune rune) => rune.IsAscii && rune.Value > ' ' ? rune.ToString() : Uri.EscapeDataString(rune.ToString());

    // Browsers read //host and /\host as another site, and drop tabs and line ends before they look.
    private static bool IsLocal([NotNullWhen(true)] string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
