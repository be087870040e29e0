using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A labelled field of one line, which says below what is wrong with it.</summary>
public sealed partial class TextInput
{
    private ElementReference _field;

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What belongs here, between label and field.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>What is wrong with it, as a sentence; null while nothing is.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>What else belongs to the field, below it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    private string HintId => $"{Id}-hint";

    private string SaysId => $"{Id}-says";

    private string DescribedBy => Hint is null ? SaysId : $"{HintId} {SaysId}";

    public ValueTask FocusAsync() => _field.FocusAsync();

    private Task ChangeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value as string ?? "");
}
