using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Web.Hosting;

/// <summary>The admin of this page or circuit, for use cases and the activity log.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in; only pages for signed-in admins may ask.</exception>
    public async Task<Actor> GetAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var name = user.FindFirstValue(ClaimTypes.Email) ?? user.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in here.");
        return new Actor(name, ActivitySource.Browser, user.FindFirstValue(AddressClaim.Type));
    }
}
