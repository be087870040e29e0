using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>The filters of the activity.</summary>
public sealed partial class ActivityTools : IDisposable
{
    private TypingPause _typing = null!;
    private ActivityFilter? _shown;
    private DateOnly? _from;
    private DateOnly? _to;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired]
    public required ActivityFilter Filter { get; set; }

    /// <summary>Who can be chosen; whoever is chosen can be anyway.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> People { get; set; }

    /// <summary>Whether a talent can be chosen.</summary>
    [Parameter]
    public bool IsOfAllTalents { get; set; }

    /// <summary>The talent that is chosen, by name; null for all.</summary>
    [Parameter]
    public NamedId? Talent { get; set; }

    /// <summary>The same page without filters; null while none is set.</summary>
    [Parameter]
    public string? ClearAddress { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ActivityFilter> Changed { get; set; }

    private IEnumerable<string> Shown => Filter.Actor is { } chosen && !People.Contains(chosen, StringComparer.Ordinal) ? People.Prepend(chosen) : People;

    public void Dispose() => _typing.Dispose();

    protected override void OnInitialized() => _typing = new TypingPause(TimeSpan.FromMilliseconds(400), Time);

    protected override void OnParametersSet()
    {
        // Back and links change the days too; what is being typed is left alone.
        if (_shown != Filter)
        {
            (_shown, _from, _to) = (Filter, Filter.From, Filter.To);
        }
    }

    private Task KindAsync(ChangeEventArgs choice) => Changed.InvokeAsync(Filter with { Kind = EnumName.Read<ActivityKind>(choice.Value as string) });

    private Task PersonAsync(ChangeEventArgs choice) => Changed.InvokeAsync(Filter with { Actor = choice.Value is string { Length: > 0 } person ? person : null });

    /// <summary>A year is typed digit by digit, and each of them makes a date.</summary>
    private async Task DaysAsync()
    {
        try
        {
            await _typing.WaitAsync();
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Changed.InvokeAsync(Filter with { From = _from, To = _to });
    }
}
