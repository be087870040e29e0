using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Compare;

/// <summary>Two to six talents side by side; who, and how, is in the address.</summary>
public sealed partial class ComparePage : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private LiveSubscription _live = null!;
    private LatestRead _load = null!;
    private CompareView _view = new([]);
    private CompareView? _read;
    private Comparison? _comparison;
    private IReadOnlyList<CompareRow> _rows = [];
    private bool _hasFailed;

    [Inject]
    public required TalentComparison Comparing { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<ComparePage> Logger { get; init; }

    [SupplyParameterFromQuery(Name = CompareView.TalentsPart)]
    public string? Talents { get; set; }

    [SupplyParameterFromQuery(Name = CompareView.PlatformPart)]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = CompareView.DaysPart)]
    public string? Days { get; set; }

    /// <summary>Those on which somebody has a profile, and the one that is chosen.</summary>
    private IEnumerable<string> Platforms => (_comparison?.Platforms ?? []).Union(_view.Platform is { } chosen ? [chosen] : [], StringComparer.Ordinal);

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
        _view = CompareView.Read(Catalog, Talents, Platform, Days);
        if (_read is not null && _read.Address() == _view.Address())
        {
            return;
        }

        _read = _view;
        await LoadAsync();
        _live.Listen(changes => InvokeAsync(() => RefreshAsync(changes.Any(change => _view.Talents.Contains(change.TalentId)))), () => InvokeAsync(ShowFailure));
    }

    private async Task LoadAsync()
    {
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome != ReadOutcome.Superseded)
        {
            _hasFailed = outcome == ReadOutcome.Failed;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        if (_view.Talents.Count == 0)
        {
            (_comparison, _rows) = (null, []);
            return;
        }

        var comparison = await Comparing.GetAsync(_view.Talents, _view.Platform, _view.Days, cancellation);
        (_comparison, _rows) = (comparison, CompareRows.Of(comparison, Catalog, Time.GetUtcNow()));
    }

    private async Task RefreshAsync(bool isShown)
    {
        if (isShown)
        {
            await LoadAsync();
            StateHasChanged();

            // Here, since what concerns others is worth no pause.
            await _live.WaitAsync(_pause);
        }
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }

    private void Add(Guid? talent)
    {
        if (talent is { } id)
        {
            Show(_view.With(id));
        }
    }

    private void ChooseDays(ChangeEventArgs choice)
    {
        if (int.TryParse(choice.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            Show(_view with { Days = days });
        }
    }

    private void Show(CompareView view) => Navigation.NavigateTo(view.Address());
}
