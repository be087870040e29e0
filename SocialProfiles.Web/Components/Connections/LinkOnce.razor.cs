using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A new link, to be sent on now: it is kept nowhere.</summary>
public sealed partial class LinkOnce
{
    private ElementReference _field;
    private string? _copied;

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public required InvitationLink Link { get; set; }

    private string Address => Public.Of(Navigation).Invitation(Link.Token);

    private async Task CopyAsync()
    {
        try
        {
            await Browser.InvokeVoidAsync("navigator.clipboard.writeText", Address);
            _copied = "Copied.";
        }
        catch (JSException)
        {
            // Browsers lend the clipboard to https and localhost only.
            await _field.FocusAsync();
            _copied = "The browser does not let us copy here. Select the link and copy it by hand.";
        }
    }
}
