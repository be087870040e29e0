using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>
/// The browser's own modal dialog: the page behind it is inert, Escape closes it, and the focus goes back to where it
/// came from. Open while it is rendered; close it by <see cref="CloseAsync"/> and take it away on <see cref="Closed"/>.
/// </summary>
public sealed partial class Dialog
{
    private readonly string _titleId = $"dialog-{Guid.NewGuid():N}";
    private ElementReference _element;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    public ValueTask CloseAsync() => Browser.InvokeVoidAsync("SocialProfiles.closeDialog", _element);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.InvokeVoidAsync("SocialProfiles.openDialog", _element);
        }
    }
}
