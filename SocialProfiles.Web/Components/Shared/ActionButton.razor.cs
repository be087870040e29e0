using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>How much a button asks for.</summary>
public enum ActionKind
{
    /// <summary>One of several things to do.</summary>
    Normal,

    /// <summary>The thing to do here; one a screen.</summary>
    Main,

    /// <summary>Takes something away for good.</summary>
    Danger,

    /// <summary>Without a frame, for rows full of buttons.</summary>
    Quiet,
}

/// <summary>
/// A button that shows while its work runs and takes no second click meanwhile. It is never disabled for that:
/// a disabled button drops the keyboard's focus.
/// </summary>
public sealed partial class ActionButton
{
    private bool _isRunning;

    [Parameter]
    public EventCallback Click { get; set; }

    [Parameter]
    public ActionKind Kind { get; set; }

    [Parameter]
    public IconShape? Icon { get; set; }

    /// <summary>Name for screen readers, where the visible text is missing or too short out of its context.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Title { get; set; }

    /// <summary>Sends the form around it; the form then says through <see cref="IsBusy"/> that it works.</summary>
    [Parameter]
    public bool IsSubmit { get; set; }

    /// <summary>Its work runs elsewhere.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    private bool IsRunning => _isRunning || IsBusy;

    private (Color Color, Variant Variant) Look => Kind switch
    {
        ActionKind.Main => (Color.Primary, Variant.Filled),
        ActionKind.Danger => (Color.Error, Variant.Filled),
        ActionKind.Quiet => (Color.Default, Variant.Text),
        _ => (Color.Default, Variant.Outlined),
    };

    private string CssClass => ChildContent is null ? "sp-action sp-action-icon" : "sp-action";

    private async Task ClickAsync(MouseEventArgs click)
    {
        if (IsRunning || IsSubmit)
        {
            return;
        }

        _isRunning = true;
        try
        {
            await Click.InvokeAsync();
        }
        finally
        {
            _isRunning = false;
        }
    }
}
