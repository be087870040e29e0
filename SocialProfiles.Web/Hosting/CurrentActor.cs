using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Web.Hosting;

/// <summary>The person of this page or circuit, for use cases and the activity log.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <summary>Every action of a page comes through here: what it needs is checked on the server, whatever the page shows.</summary>
    /// <param name="least">The role that the action needs.</param>
    /// <exception cref="RoleMissingException">The person may not do it.</exception>
    /// <exception cref="InvalidOperationException">Nobody is signed in; only pages for people of the agency may ask.</exception>
    public async Task<Actor> GetAsync(Role least)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var actor = PersonClaims.ActorOf(user);
        return RoleClaim.Of(user) >= least ? actor : throw new RoleMissingException(least);
    }

    /// <summary>Checks what an action needs that leaves nothing in the activity.</summary>
    /// <exception cref="RoleMissingException">The person may not do it.</exception>
    public async Task DemandAsync(Role least) => await GetAsync(least);
}
