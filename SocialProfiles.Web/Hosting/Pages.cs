using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.RateLimiting;
using Radzen;
using SocialProfiles.Web.Components;

namespace SocialProfiles.Web.Hosting;

/// <summary>The pages: Blazor on the server, and the files that they need.</summary>
internal static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Outside Development this would wait for a publish; a build that runs where it was built has its files elsewhere.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "SocialProfiles.Form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddPageServices();
    }

    public static void MapPages(this WebApplication app)
    {
        // Open pages connect anew as soon as the stop has closed their circuits. Let in, they would hold it up.
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (!stopping.IsCancellationRequested || !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });

        app.MapStaticAssets().AllowAnonymous();
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders says it for every page.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        pages.Add(OpenLine);
    }

    /// <summary>
    /// A talent has no account, and still sees a connection come alive: so the line of an open page is open to everybody. It
    /// carries nothing but components that the server has put on a page for this very browser, sealed; and pages themselves
    /// are for signed-in admins unless they say otherwise.
    /// </summary>
    private static void OpenLine(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            endpoint.Metadata.Add(new EnableRateLimitingAttribute(RateLimits.Visitors));
        }
    }
}
