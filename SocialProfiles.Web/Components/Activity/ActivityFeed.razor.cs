using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>
/// Who did what, when and from where; newest first, more on demand. The address of the page around it says which. What happens
/// meanwhile is counted and shown when the reader asks for it: nothing moves below somebody's eyes.
/// </summary>
public sealed partial class ActivityFeed : IAsyncDisposable
{
    private const int PageSize = 50;
    private const int MostPeople = 50;

    // A burst of syncs is worth one look a second.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private SignalSubscription _live = null!;
    private LatestRead _load = null!;
    private ActivityFilter _filter = ActivityFilter.None;
    private List<ActivityEntry>? _entries;
    private IReadOnlyList<string> _people = [];
    private NamedId? _talent;
    private int? _total;
    private int _newer;
    private long _upTo;
    private IReadOnlyList<string> _profiles = [];
    private bool _isForAdmin;
    private bool _isComplete;
    private bool _isLoading;
    private bool _hasFailed;

    [Inject]
    public required ActivityList List { get; init; }

    [Inject]
    public required TalentNames Names { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ReaderZone Zone { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ILogger<ActivityFeed> Logger { get; init; }

    /// <summary>Only what concerns this talent; null for the whole agency, where the address may name one.</summary>
    [Parameter]
    public Guid? TalentId { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.Person)]
    public string? Person { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.Kind)]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.Talent)]
    public string? Talent { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.From)]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.To)]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.Search)]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = ActivityView.Profile)]
    public string? Profile { get; set; }

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    /// <summary>Whether anything is chosen beside the talent whom the page is about.</summary>
    private bool IsFiltered => _filter != new ActivityFilter(TalentId: TalentId, Zone: _filter.Zone);

    private string NewText => _newer == 1 ? "Show 1 new entry" : $"Show {ShortNumber.Exact(_newer)} new entries";

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _live = Live.SubscribeToActivity();
        _load = new LatestRead(Logger, _live.Gone);
    }

    // Network addresses tell where somebody lives: whoever only looks at talents has no need for them.
    protected override async Task OnInitializedAsync() => _isForAdmin = RoleClaim.Of((await Authentication.GetAuthenticationStateAsync()).User) >= Role.Admin;

    protected override async Task OnParametersSetAsync()
    {
        var filter = ActivityView.Read(Person, Kind, Talent, From, To, Search, Profile, await Zone.GetAsync(_live.Gone));
        filter = TalentId is null ? filter : filter with { TalentId = TalentId };
        if (_entries is not null && filter == _filter)
        {
            return;
        }

        _filter = filter;
        _total = null;
        await LoadAsync();
        _live.Listen(
            () => InvokeAsync(LookForNewerAsync),
            () => InvokeAsync(() =>
            {
                _hasFailed = true;
                StateHasChanged();
            }),
            _pause);
    }

    private async Task LoadAsync()
    {
        _isLoading = true;
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome != ReadOutcome.Superseded)
        {
            (_hasFailed, _isLoading) = (outcome == ReadOutcome.Failed, false);
        }
    }

    /// <summary>The entries first, then what stands around them and takes longer.</summary>
    private async Task ReadAsync(CancellationToken cancellation)
    {
        var last = await List.LastKeyAsync(cancellation);
        var entries = await List.GetAsync(_filter, null, PageSize, cancellation);
        _entries = entries;
        _upTo = Math.Max(last, entries.Count > 0 ? entries[0].Key : 0);
        _newer = 0;
        _isComplete = entries.Count < PageSize;
        if (TalentId is null && _filter.TalentId is { } chosen)
        {
            var names = await Names.OfAsync([chosen], cancellation);
            _talent = new NamedId(chosen, names.GetValueOrDefault(chosen, "A deleted talent"));
        }
        else
        {
            _talent = null;
        }

        StateHasChanged();
        _total = await List.CountAsync(_filter, cancellation);
        _profiles = _filter.TalentId is { } of ? await List.ProfilesAsync(of, MostPeople, cancellation) : [];
        if (_people.Count == 0)
        {
            StateHasChanged();
            _people = await List.ActorsAsync(MostPeople, cancellation);
        }
    }

    private async Task LoadMoreAsync()
    {
        if (_entries is not [.., var last])
        {
            return;
        }

        var filter = _filter;
        try
        {
            var more = await List.GetAsync(filter, last.Key, PageSize, _live.Gone);
            if (filter == _filter)
            {
                _entries.AddRange(more);
                _isComplete = more.Count < PageSize;
                _hasFailed = false;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task LookForNewerAsync()
    {
        var filter = _filter;
        var (count, upTo) = await List.NewerAsync(filter, _upTo, _live.Gone);
        if (filter == _filter && upTo > _upTo)
        {
            _upTo = upTo;
            _newer += count;
            if (_entries is not { Count: > 0 } && _newer > 0)
            {
                // Nobody reads an empty list.
                await LoadAsync();
            }

            StateHasChanged();
        }
    }

    /// <summary>Back undoes a choice, and not digit by digit what was typed.</summary>
    private void Show(ActivityFilter filter) => Navigation.NavigateTo(
        ActivityView.Address(Path, TalentId is null ? filter : filter with { TalentId = null }),
        replace: filter.From != _filter.From || filter.To != _filter.To || filter.Search != _filter.Search);
}
