using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Notes the network address of a request with its user. A circuit has no request of its own later on; what it keeps of
/// the one that opened it is the user.
/// </summary>
internal sealed class AddressClaim(IHttpContextAccessor http) : IClaimsTransformation
{
    public const string Type = PersonClaims.AddressType;

    private const string Source = "SocialProfiles.Request";

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        // Runs once for each authentication of a request, so it must not add twice. Calls by key ask the request itself.
        if (principal.Identity?.AuthenticationType != Api.ApiKeyAuthenticationHandler.Scheme
            && http.HttpContext?.ClientAddress() is { } address && !principal.Identities.Any(identity => identity.AuthenticationType == Source))
        {
            var noted = principal.Clone();
            noted.AddIdentity(new ClaimsIdentity([new Claim(Type, address)], Source));
            return Task.FromResult(noted);
        }

        return Task.FromResult(principal);
    }
}
