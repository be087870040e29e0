using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>The person of this page or circuit, for what they change about themselves.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, CurrentActor actor)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in; only pages for people of the agency may ask.</exception>
    public async Task<SignedInPerson> GetAsync()
    {
        var who = await actor.GetAsync(Role.Viewer);
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && BrowserSession.KeyOf(user) is { } key
            ? new SignedInPerson(id, key, who)
            : throw new InvalidOperationException("Nobody is signed in here.");
    }
}
