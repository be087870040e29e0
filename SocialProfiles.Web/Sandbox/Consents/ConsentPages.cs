using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Sandbox;
using SocialProfiles.Web.Sandbox.YouTube;

namespace SocialProfiles.Web.Sandbox.Consents;

/// <summary>
/// The platforms' consent pages. They are pages of the application, as the browser of a talent must reach them, and documents
/// of their own: like a platform's they have nothing of ours around them. Without the sandbox they do not exist.
/// </summary>
internal static class ConsentPages
{
    /// <summary>Where a platform's page is; stands in for the address of the real one.</summary>
    public static string AddressOf(string platform) => $"/sandbox/{platform}/consent";

    public static void MapSandbox(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<SandboxState>().IsOn)
        {
            return;
        }

        foreach (var site in ConsentSites.All)
        {
            var pages = app.MapGroup(AddressOf(site.Path)).AllowAnonymous().ExcludeFromDescription();
            pages.MapGet("", (HttpContext context) => Show(site, context));
            pages.MapPost("", (HttpContext context, [FromForm] IFormCollection form, SandboxConsents consents, PlatformCatalog catalog) =>
                Decide(site, context, form, consents, catalog.Get(site.Key)));
        }
    }

    private static IResult Show(ConsentSite site, HttpContext context)
    {
        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        return ask is null ? Refuse(site, fault, context) : Page(site, ask, ConsentForm.Begin(site, ask), context);
    }

    private static IResult Decide(ConsentSite site, HttpContext context, IFormCollection sent, SandboxConsents consents, IPlatform platform)
    {
        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        if (ask is null)
        {
            return Refuse(site, fault, context);
        }

        if (sent["decision"] != "allow")
        {
            return Results.Redirect(site.Denied(ask));
        }

        var form = ConsentForm.Read(site, ask, sent);
        var reading = platform.Read(form.Account);
        if (!reading.Accepted)
        {
            return Page(site, ask, form with { Problem = reading.Refusal }, context);
        }

        var code = consents.Give(site, ask, Spelling(reading.Handle), form.Scopes, form.Life.Life);
        return Results.Redirect(site.Allowed(ask, code, form.Scopes));
    }

    private static RazorComponentResult<ConsentDocument> Page(ConsentSite site, ConsentAsk ask, ConsentForm form, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ConsentDocument>(new { Site = site, Ask = ask, Form = form }) { PreventStreamingRendering = true };
    }

    private static RazorComponentResult<ConsentRefusalDocument> Refuse(ConsentSite site, AskFault fault, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var refusal = site.Refusal(fault);
        return new RazorComponentResult<ConsentRefusalDocument>(new { Site = site, Refusal = refusal }) { StatusCode = refusal.Status, PreventStreamingRendering = true };
    }

    // As accounts are spelt by hand. The id of a channel is what its letters' case makes it; old names of channels lead with what they are.
    private static string Spelling(string handle) => ChannelId.IsId(handle) ? handle : handle[(handle.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
