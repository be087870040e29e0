using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>The person of this page or circuit, for what they change about themselves.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, CurrentActor actor)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in; only pages for people of the agency may ask.</exception>
    public async Task<SignedInPerson> GetAsync()
    {
        await actor.DemandAsync(Role.Viewer);
        return PersonClaims.PersonOf((await authentication.GetAuthenticationStateAsync()).User);
    }
}
