using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Something to take elsewhere, to the letter.</summary>
public sealed partial class CopyField
{
    private ElementReference _field;
    private string? _said;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>What to do with it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string HintId => $"{Id}-hint";

    private async Task CopyAsync()
    {
        try
        {
            await Browser.InvokeVoidAsync("navigator.clipboard.writeText", Value);
            _said = "Copied.";
        }
        catch (JSException)
        {
            // Browsers lend the clipboard to https and localhost only.
            await _field.FocusAsync();
            _said = "The browser does not let us copy here. Select it and copy it by hand.";
        }
    }
}
