using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>
/// Something to take elsewhere, to the letter. The browser copies within the press itself (<c>app.js</c>): asked for over the
/// circuit, it would come too late for phones.
/// </summary>
public sealed partial class CopyField
{
    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>Lines to show of a longer text.</summary>
    [Parameter]
    public int Rows { get; set; } = 1;

    /// <summary>The button's text where it names what it copies; else "Copy".</summary>
    [Parameter]
    public string? Action { get; set; }

    /// <summary>Copying is the thing to do here.</summary>
    [Parameter]
    public bool IsMain { get; set; }

    /// <summary>More buttons, after the one that copies.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>What to do with it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string HintId => $"{Id}-hint";

    private string? DescribedBy => ChildContent is null ? null : HintId;
}
