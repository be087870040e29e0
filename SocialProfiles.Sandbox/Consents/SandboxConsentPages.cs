using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox.Pages;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>
/// The platforms' consent pages. They are pages of the application, as the browser of a talent must reach them, and documents
/// of their own: like a platform's they have nothing of ours around them. Without the sandbox they do not exist.
/// </summary>
internal static class SandboxConsentPages
{
    /// <summary>Where a platform's page is; stands in for the address of the real one.</summary>
    public static string AddressOf(string platform) => $"/sandbox/{platform}/consent";

    public static void Map(IEndpointRouteBuilder site)
    {
        var isOn = site.ServiceProvider.GetRequiredService<DataWorld>().IsSandbox;
        foreach (var platform in ConsentSites.All)
        {
            var pages = site.MapGroup(AddressOf(platform.Path)).AllowAnonymous().ExcludeFromDescription();
            if (!isOn)
            {
                // Without this line whoever is not signed in would be asked to sign in first.
                pages.Map("", () => Results.NotFound());
                continue;
            }

            pages.MapGet("", (HttpContext context) => Show(platform, context));
            pages.MapPost("", (HttpContext context, SandboxConsents consents, PlatformCatalog catalog) => DecideAsync(platform, context, consents, catalog.Get(platform.Key)))
                .WithMetadata(new RequireAntiforgeryTokenAttribute());
        }
    }

    private static IResult Show(ConsentSite site, HttpContext context)
    {
        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        return ask is null ? Refuse(site, fault, context) : Page(site, ask, ConsentForm.Begin(site, ask));
    }

    private static async Task<IResult> DecideAsync(ConsentSite site, HttpContext context, SandboxConsents consents, IPlatform platform)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
        {
            return Results.BadRequest();
        }

        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        if (ask is null)
        {
            return Refuse(site, fault, context);
        }

        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        if (sent["decision"] != "allow")
        {
            return Results.Redirect(site.Denied(ask));
        }

        var form = ConsentForm.Read(site, ask, sent);
        var reading = platform.Read(form.Account);
        if (!reading.Accepted)
        {
            return Page(site, ask, form with { Problem = reading.Refusal });
        }

        var code = consents.Give(site, ask, Spelling(reading.Handle), form.Scopes, form.Life.Life);
        return Results.Redirect(site.Allowed(ask, code, form.Scopes));
    }

    private static RazorComponentResult<ConsentDocument> Page(ConsentSite site, ConsentAsk ask, ConsentForm form) =>
        new(new { Site = site, Ask = ask, Form = form }) { PreventStreamingRendering = true };

    private static RazorComponentResult<ConsentRefusalDocument> Refuse(ConsentSite site, AskFault fault, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var refusal = site.Refusal(fault);
        return new RazorComponentResult<ConsentRefusalDocument>(new { Site = site, Refusal = refusal }) { StatusCode = refusal.Status, PreventStreamingRendering = true };
    }

    // As accounts are spelt by hand. The id of a channel is what its letters' case makes it; old names of channels lead with what they are.
    private static string Spelling(string handle) => ChannelId.IsId(handle) ? handle : handle[(handle.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
