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
    private string? _search;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired]
    public required ActivityFilter Filter { get; set; }

    /// <summary>Who can be chosen; whoever is chosen can be anyway.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> People { get; set; }

    /// <summary>Of the talent who is chosen; none while nobody is.</summary>
    [Parameter]
    public IReadOnlyList<string> Profiles { get; set; } = [];

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

    private IEnumerable<string> ShownProfiles => Filter.Profile is { } chosen && !Profiles.Contains(chosen, StringComparer.Ordinal) ? Profiles.Prepend(chosen) : Profiles;

    private IEnumerable<string> Shown => Filter.Actor is { } chosen && !People.Contains(chosen, StringComparer.Ordinal) ? People.Prepend(chosen) : People;

    public void Dispose() => _typing.Dispose();

    protected override void OnInitialized() => _typing = new TypingPause(TimeSpan.FromMilliseconds(400), Time);

    protected override void OnParametersSet()
    {
        // Back and links change the days too; what is being typed is left alone.
        if (_shown != Filter)
        {
            // Words that are still being typed differ by the space behind them.
            var isTyped = ActivityView.ReadSearch(_search) == Filter.Search;
            (_shown, _from, _to, _search) = (Filter, Filter.From, Filter.To, isTyped ? _search : Filter.Search);
        }
    }

    private Task KindAsync(ChangeEventArgs choice) => Changed.InvokeAsync(Filter with { Kind = EnumName.Read<ActivityKind>(choice.Value as string) });

    private Task PersonAsync(ChangeEventArgs choice) => Changed.InvokeAsync(Filter with { Actor = choice.Value is string { Length: > 0 } person ? person : null });

    private Task ProfileAsync(ChangeEventArgs choice) => Changed.InvokeAsync(Filter with { Profile = choice.Value is string { Length: > 0 } profile ? profile : null });

    private Task SearchAsync() => AfterPauseAsync(() => Filter with { Search = ActivityView.ReadSearch(_search) });

    /// <summary>A year is typed digit by digit, and each of them makes a date.</summary>
    private Task DaysAsync() => AfterPauseAsync(() => Filter with { From = _from, To = _to });

    private async Task AfterPauseAsync(Func<ActivityFilter> filter)
    {
        try
        {
            await _typing.WaitAsync();
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Changed.InvokeAsync(filter());
    }
}
