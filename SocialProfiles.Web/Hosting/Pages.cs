using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using MudBlazor.Services;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Calendar;
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
            // SecureCookies says more; this alone would refuse forms where a proxy hides that it speaks https.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<PublicAddress>((options, address) => SecureCookies.ForAll(options.Cookie, "SocialProfiles.Form", address));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        builder.Services.AddPageServices();
        builder.Services.AddSingleton<SocialProfiles.Core.Leaving.IKitPrinter, SocialProfiles.Web.Components.MediaKits.KitPdf>();
        builder.Services.AddSingleton<OpenLines>().AddSingleton<OpenPages>();
        builder.Services.AddCalendarJob<OpenPages>("open-pages", everySeconds: 5, TimeSpan.FromMinutes(1), (pages, token) => pages.CheckAsync(token));
        builder.Services.AddCalendarJob<Sessions>("sessions", everySeconds: 60, TimeSpan.FromMinutes(1), (sessions, token) => sessions.SweepAsync(token));
        builder.Services.AddScoped<CircuitHandler, OpenPage>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseOpenLine();
        app.MapStaticAssets().AllowAnonymous();
        var parts = app.Services.GetServices<SitePart>().ToArray();
        foreach (var part in parts)
        {
            part.Map(app);
        }

        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders says it for every page.
            options.ContentSecurityFrameAncestorsPolicy = null;
        }).AddAdditionalAssemblies([.. parts.Select(part => part.Pages)]);
        pages.Add(OpenLine.Open);
    }
}
