using System.Security.Claims;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>What somebody who is signed in may do, noted with the user of a request or a circuit.</summary>
internal static class RoleClaim
{
    /// <summary>Only what we noted ourselves counts, not a claim of the same name in a cookie.</summary>
    private const string Source = "SocialProfiles.Role";

    /// <returns>Null for visitors and keys.</returns>
    public static Role? Of(ClaimsPrincipal user) =>
        user.Identities.FirstOrDefault(identity => identity.AuthenticationType == Source)?.FindFirst(ClaimTypes.Role) is { } claim
        && Enum.TryParse<Role>(claim.Value, out var role) ? role : null;

    public static ClaimsPrincipal With(ClaimsPrincipal user, Role role)
    {
        var noted = new ClaimsPrincipal(user.Identities.Where(identity => identity.AuthenticationType != Source));
        noted.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString())], Source));
        return noted;
    }
}
