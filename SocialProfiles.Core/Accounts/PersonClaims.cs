using System.Security.Claims;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Who somebody signed in is, by the claims of a request or of an open page.</summary>
public static class PersonClaims
{
    /// <summary>The claim with the network address of the request, or of the one that opened the page.</summary>
    public const string AddressType = "address";

    /// <summary>For use cases and the activity.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; only what people of the agency can reach may ask.</exception>
    public static Actor ActorOf(ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.Email) ?? user.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in here."),
        ActivitySource.Browser,
        user.FindFirstValue(AddressType));

    /// <summary>For what they change about themselves.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in, or by a key.</exception>
    public static SignedInPerson PersonOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && BrowserSession.KeyOf(user) is { } key
            ? new SignedInPerson(id, key, ActorOf(user))
            : throw new InvalidOperationException("Nobody is signed in here.");
}
