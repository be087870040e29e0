using System.Security.Claims;

namespace SocialProfiles.Web.Hosting;

/// <summary>Calls the person of a request what they are called now: the cookie holds the e-mail that they had when they signed in.</summary>
internal static class PersonName
{
    public static ClaimsPrincipal With(ClaimsPrincipal user, string email) => user.FindFirstValue(ClaimTypes.Email) == email
        ? user
        : new ClaimsPrincipal(user.Identities.Select(identity => identity.HasClaim(claim => claim.Type == ClaimTypes.Email) ? Renamed(identity, email) : identity));

    private static ClaimsIdentity Renamed(ClaimsIdentity identity, string email)
    {
        var claims = identity.Claims.Where(claim => claim.Type != ClaimTypes.Email && claim.Type != identity.NameClaimType);
        return new ClaimsIdentity(
            [.. claims, new Claim(ClaimTypes.Email, email), new Claim(identity.NameClaimType, email)], identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);
    }
}
