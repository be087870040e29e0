using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Compare;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Find;

/// <summary>Profiles by their numbers; what is looked for is in the address.</summary>
public sealed partial class FindPage : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly CompareSelection _selected = new();
    private LiveSubscription _live = null!;
    private LatestRead _load = null!;
    private FindView _view = FindView.Opening;
    private IReadOnlyDictionary<string, string?> _texts = new Dictionary<string, string?>(StringComparer.Ordinal);
    private Core.Find.FindPage? _page;
    private IReadOnlyList<string>? _tags;
    private bool _isLoading;
    private bool _hasFailed;

    [Inject]
    public required TalentFinder Finder { get; init; }

    [Inject]
    public required TalentRoster Roster { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<FindPage> Logger { get; init; }

    /// <summary>What a saved view keeps: the page of the result is no part of it.</summary>
    private string Query => (_view with { Page = 1 }).Address("");

    private string Summary
    {
        get
        {
            var (total, talents) = (_page!.Total, _page.Talents);
            return $"{ShortNumber.Exact(total)} {(total == 1 ? "profile" : "profiles")} of {ShortNumber.Exact(talents)} {(talents == 1 ? "talent" : "talents")}";
        }
    }

    private string? LeftOut => FindText.LeftOut(_page!.NotKnown);

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        _live = Live.SubscribeToRoster();
        _load = new LatestRead(Logger, _live.Gone);
        ReadAddress();
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(RefreshAsync), () => InvokeAsync(ShowFailure), _pause);
    }

    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == FindView.Path)
        {
            _ = InvokeAsync(async () =>
            {
                ReadAddress();
                StateHasChanged();
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

    private void ReadAddress()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        _texts = query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString(), StringComparer.Ordinal);
        _view = FindView.Read(Catalog, name => _texts.GetValueOrDefault(name));
    }

    private async Task LoadAsync()
    {
        _isLoading = true;
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome == ReadOutcome.Superseded)
        {
            return;
        }

        (_hasFailed, _isLoading) = (outcome == ReadOutcome.Failed, false);
        if (_page is { Rows.Count: 0, Total: > 0 and var total })
        {
            // The last row of the last page has gone.
            Navigation.NavigateTo((_view with { Page = _view.PageCount(total) }).Address()[1..], replace: true);
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _page = await Finder.FindAsync(_view.Request, cancellation);
        if (_tags is null)
        {
            StateHasChanged();
            _tags = [.. (await Roster.CountsAsync(new RosterRequest(), cancellation)).Tags.Select(tag => tag.Key).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Numbers change with every sync, so not each is worth a look.</summary>
    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }

    private void Show(string address) => Navigation.NavigateTo(address);
}
