using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Web.Components;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    // Written by app.js.
    private const string ThemeCookie = "SocialProfiles.Theme";

    // Live pages are not rendered on the server first: they would subscribe and load twice. Until the circuit is up,
    // the skeleton stands where they will be.
    private static readonly InteractiveServerRenderMode _live = new(prerender: false);

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    /// <summary>None for pages that are marked <see cref="ExcludeFromInteractiveRoutingAttribute"/>, such as signing in.</summary>
    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? _live : null;

    /// <summary>What was chosen in the account's menu, for this browser; null follows the system.</summary>
    private string? Theme => Http.Request.Cookies[ThemeCookie] is "light" or "dark" ? Http.Request.Cookies[ThemeCookie] : null;

    private string? Roster => RosterLook.Read(Http.Request.Cookies[RosterLook.Cookie]);

    private bool IsPlain => Http.GetEndpoint()?.Metadata.GetMetadata<PlainDocumentAttribute>() is not null;
}
