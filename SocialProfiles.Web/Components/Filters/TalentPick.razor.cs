using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Filters;

/// <summary>A field that finds one of thousands of talents by name; its label stands beside it.</summary>
public sealed partial class TalentPick : IDisposable
{
    private const int Most = 20;

    private readonly Lifetime _gone = new();
    private TypingPause _typing = null!;
    private IReadOnlyList<NamedId> _found = [];
    private NamedId? _shown;

    // A choice from the list is told twice: when it is made, and when the field is left.
    private Guid? _asked;
    private string _text = "";
    private string? _problem;

    [Inject]
    public required TalentNames Names { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<TalentPick> Logger { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Who is chosen; null for nobody.</summary>
    [Parameter, EditorRequired]
    public NamedId? Value { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Guid?> Changed { get; set; }

    private string ListId => $"{Id}-list";

    private string ProblemId => $"{Id}-problem";

    public void Dispose()
    {
        _gone.Dispose();
        _typing.Dispose();
    }

    protected override void OnInitialized() => _typing = new TypingPause(TimeSpan.FromMilliseconds(150), Time);

    protected override void OnParametersSet()
    {
        // Only a choice replaces what stands in the field, never a rendering while somebody types.
        if (_shown != Value)
        {
            _shown = Value;
            _asked = Value?.Id;
            _text = Value?.Name ?? "";
            _problem = null;
        }
    }

    private async Task TypedAsync()
    {
        if (_found.FirstOrDefault(talent => talent.Name == _text) is { } chosen)
        {
            await SetAsync(chosen.Id);
            return;
        }

        try
        {
            await _typing.WaitAsync();
            await SuggestAsync();
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private async Task SuggestAsync()
    {
        try
        {
            _found = await Names.FindAsync(_text, Most, _gone.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Suggestions are a convenience; choosing says what is wrong.
            Logger.ReadFailed(exception);
        }
    }

    /// <summary>The field is left, or Enter pressed, with what stands in it now.</summary>
    private async Task ChooseAsync(ChangeEventArgs change)
    {
        var wanted = (change.Value as string ?? "").Trim();
        if (wanted.Length == 0)
        {
            await SetAsync(null);
            return;
        }

        try
        {
            var found = await Names.FindAsync(wanted, Most, _gone.Token);
            var chosen = found.Find(talent => string.Equals(talent.Name, wanted, StringComparison.OrdinalIgnoreCase)) ?? (found is [var only] ? only : null);
            if (chosen is not null)
            {
                _text = chosen.Name;
                await SetAsync(chosen.Id);
                return;
            }

            _problem = found.Count == 0 ? $"No talent is called “{wanted}”." : $"Several talents match “{wanted}”. Choose one from the list.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _problem = Sentences.NotLoaded;
        }
    }

    private async Task SetAsync(Guid? talent)
    {
        _problem = null;
        if (talent != _asked)
        {
            _asked = talent;
            await Changed.InvokeAsync(talent);
        }
    }
}
