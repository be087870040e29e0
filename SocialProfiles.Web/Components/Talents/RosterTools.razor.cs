using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Search, archive, filters, and on phones the order.</summary>
public sealed partial class RosterTools : IDisposable
{
    private TypingPause _typing = null!;
    private string _text = "";
    private string? _shownSearch;
    private string? _askedFor;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Parameter, EditorRequired]
    public required RosterView View { get; set; }

    /// <summary>Talents that match; null before it is known.</summary>
    [Parameter]
    public int? Total { get; set; }

    /// <summary>How many talents each filter would show; null before it is known.</summary>
    [Parameter]
    public RosterCounts? Counts { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<RosterView> Changed { get; set; }

    public void Dispose() => _typing.Dispose();

    protected override void OnInitialized() => _typing = new TypingPause(TimeSpan.FromMilliseconds(200), Time);

    protected override void OnParametersSet()
    {
        // Back and links change the search too; typing goes on undisturbed by its own results, however late they come.
        if (_shownSearch != View.Search)
        {
            if (View.Search != _askedFor)
            {
                _text = View.Search;
                _askedFor = null;
            }

            _shownSearch = View.Search;
        }
    }

    private Choice[] Choices()
    {
        var filter = View.Filter;
        return
        [
            new(
                "roster-platform", "Platform", "All platforms", filter.Platform,
                [.. Catalog.All.Select(platform => (platform.Key, Text(platform.Name, Counts?.Platforms.GetValueOrDefault(platform.Key))))],
                value => filter with { Platform = value }),
            new(
                "roster-state", "State", "All states", filter.State?.ToString(),
                [.. Enum.GetValues<SyncStatus>().Select(state => (state.ToString(), Text(StateLook.Of(state).Label, Counts?.States.GetValueOrDefault(state))))],
                value => filter with { State = EnumName.Read<SyncStatus>(value) }),
            new(
                "roster-tag", "Tag", "All tags", filter.Tag,
                [.. Tags().Select(tag => (tag.Key, Text(tag.Key, tag.Value)))],
                value => filter with { Tag = value }),
            new(
                "roster-fresh", "Last sync", "Any time", filter.Freshness?.ToString(),
                [.. Enum.GetValues<RosterFreshness>().Select(fresh => (fresh.ToString(), Text(NameOf(fresh), Counts?.Freshness.GetValueOrDefault(fresh))))],
                value => filter with { Freshness = EnumName.Read<RosterFreshness>(value) }),
        ];
    }

    private IEnumerable<KeyValuePair<string, int?>> Tags() =>
        Counts?.Tags.Select(tag => KeyValuePair.Create(tag.Key, (int?)tag.Value))
        ?? (View.Filter.Tag is { } chosen ? [KeyValuePair.Create(chosen, (int?)null)] : []);

    private static string NameOf(RosterFreshness fresh) => fresh switch
    {
        RosterFreshness.Stale => "Out of date",
        RosterFreshness.Never => "Not yet",
        RosterFreshness.None => "No profile connected",
        RosterFreshness.NoneWorks => "No working profile",
        _ => throw new ArgumentOutOfRangeException(nameof(fresh), fresh, null),
    };

    private static string Text(string name, int? talents) => talents is { } count ? $"{name} ({ShortNumber.Exact(count)})" : name;

    private async Task TypedAsync()
    {
        try
        {
            await _typing.WaitAsync();
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _askedFor = _text.Trim();
        await Changed.InvokeAsync(View with { Search = _askedFor, Page = 1 });
    }

    private async Task OnOrder(ChangeEventArgs choice)
    {
        if (Enum.TryParse<RosterOrder>(choice.Value as string, out var order) && order != View.Order)
        {
            await Changed.InvokeAsync(View.SortedBy(order));
        }
    }

    /// <param name="All">What stands for no choice.</param>
    /// <param name="Set">The filter with that value; null for no choice.</param>
    private sealed record Choice(
        string Id, string Label, string All, string? Value, IReadOnlyList<(string Value, string Text)> Options, Func<string?, RosterFilter> Set)
    {
        public RosterFilter Read(string? value) => Set(string.IsNullOrEmpty(value) ? null : value);
    }
}
