using SocialProfiles.Web.Components.Account;
using SocialProfiles.Web.Components.MediaKits;
using SocialProfiles.Web.Components.Team;
using SocialProfiles.Web.Consents;
using SocialProfiles.Web.SignOn;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Pages whose address is a secret, or holds one for a moment: no search engine lists them, no other site learns where
/// somebody came from (our own does: a consent may begin nowhere else), and nothing keeps them, whatever answers in the end.
/// </summary>
internal static class PrivatePages
{
    private static readonly PathString[] _prefixes = [AccountPaths.Recover, SignOnPaths.With, ConsentPaths.Invitations, ConsentPaths.Ended, "/api/socials/oauth", KitPaths.Public, KitPaths.Check, JoinPage.Prefix];

    public static void UsePrivatePages(this WebApplication app) => app.Use((context, next) =>
    {
        if (Array.Exists(_prefixes, prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.OnStarting(Set, context.Response);
        }

        return next(context);
    });

    private static Task Set(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = ((HttpResponse)response).HttpContext.Request.Path.StartsWithSegments(AccountPaths.Recover, StringComparison.OrdinalIgnoreCase) ? "no-referrer" : "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        return Task.CompletedTask;
    }
}
