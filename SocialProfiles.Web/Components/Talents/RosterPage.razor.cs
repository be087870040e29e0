using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Everybody whom the agency represents, a page at a time, in step with the syncs and with what others change.</summary>
public sealed partial class RosterPage : IAsyncDisposable
{
    private readonly RosterSelection _selection = new();
    private LiveSubscription _live = null!;
    private LatestRead _load = null!;
    private RosterView _view = new();
    private Core.Roster.RosterPage? _page;
    private RosterCounts? _counts;
    private RosterRow? _editing;
    private RosterRow? _deleting;
    private bool _isAdding;
    private bool _isLoading;
    private bool _hasFailed;

    [Inject]
    public required TalentRoster Roster { get; init; }

    [Inject]
    public required ArchiveWithUndo Archiving { get; init; }

    [Inject]
    public required RosterPlace Place { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required AddSampleTalents AddSamples { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required DataWorld World { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<RosterPage> Logger { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "dir")]
    public string? Direction { get; set; }

    // As text: the framework would end the page over an address that somebody mistyped.
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "archived")]
    public string? Archived { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? Size { get; set; }

    [SupplyParameterFromQuery(Name = "platform")]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    public string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "fresh")]
    public string? Freshness { get; set; }

    /// <summary>What a saved view keeps: its page is no part of it.</summary>
    private string ViewQuery => (_view with { Page = 1 }).Address()[1..];

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _live = Live.SubscribeToRoster();
        _load = new LatestRead(Logger, _live.Gone);
    }

    protected override async Task OnParametersSetAsync()
    {
        var page = int.TryParse(PageNumber, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var view = RosterView.Read(Search, Order, Direction, page, string.Equals(Archived, "true", StringComparison.OrdinalIgnoreCase), Size)
            with
        { Filter = RosterView.ReadFilter(Catalog, Platform, State, Tag, Freshness) };
        if (_page is not null && view == _view)
        {
            return;
        }

        if (view.Archived != _view.Archived)
        {
            // What can be done to those here differs from what can be done to those there.
            _selection.Clear();
        }

        _view = view;
        Place.Address = view.Address();
        await LoadAsync();
        _live.Listen(
            changes => InvokeAsync(() => RefreshAsync(changes)),
            () => InvokeAsync(() =>
            {
                _hasFailed = true;
                StateHasChanged();
            }));
    }

    private async Task LoadAsync()
    {
        _isLoading = true;
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome == ReadOutcome.Superseded)
        {
            return;
        }

        _hasFailed = outcome == ReadOutcome.Failed;
        _isLoading = false;
        if (_page is { Rows.Count: 0, Total: > 0 and var total })
        {
            // The last row of the last page has gone.
            Navigation.NavigateTo((_view with { Page = _view.PageCount(total) }).Address()[1..], replace: true);
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _page = await Roster.GetAsync(_view.Request, cancellation);
        StateHasChanged();
        _counts = _page.IsEmpty ? null : await Roster.CountsAsync(_view.Request, cancellation);
    }

    /// <summary>Reads again what changed and is shown. The order of rows stays until the page is loaded again.</summary>
    private async Task RefreshAsync(IReadOnlySet<ConnectionChanged> changes)
    {
        if (_page is null)
        {
            return;
        }

        var change = RosterChange.Of(changes, _page.Rows.Select(row => row.Id));
        if (change.NeedsPage)
        {
            await LoadAsync();
        }
        else if (change.Rows.Count > 0)
        {
            var rows = (await Roster.RowsAsync(change.Rows, _live.Gone)).ToDictionary(row => row.Id);
            _page = _page with { Rows = [.. _page.Rows.Select(row => rows.GetValueOrDefault(row.Id, row))] };
        }
        else
        {
            return;
        }

        StateHasChanged();
    }

    /// <summary>Back undoes a choice, and not letter by letter what was typed.</summary>
    private void Show(RosterView view) => Navigation.NavigateTo(view.Address()[1..], replace: view.Search != _view.Search);

    private void Add() => _isAdding = true;

    private async Task AddSamplesAsync()
    {
        try
        {
            var added = await AddSamples.ExecuteAsync(await Actor.GetAsync(Role.Editor), _live.Gone);
            Toasts.Show(added.Succeeded ? $"{added.Value} sample talents were added." : added.Failure.Sentence);
            await LoadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Add sample talents");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task ArchiveAsync(RosterRow row)
    {
        _selection.Set(row, isOn: false);
        Toasts.Show(await Archiving.ExecuteAsync(row.Id, row.Name, !_view.Archived));
        await LoadAsync();
    }
}
