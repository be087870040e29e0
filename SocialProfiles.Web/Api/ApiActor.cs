using System.Security.Claims;
using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal static class ApiActor
{
    /// <summary>Who calls, by the name of the key.</summary>
    public static Actor Actor(this HttpContext context) =>
        new(context.User.FindFirstValue(ClaimTypes.Name)!, ActivitySource.Api, context.ClientAddress());
}
