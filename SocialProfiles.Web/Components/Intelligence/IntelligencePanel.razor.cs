using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A talent's numbers over a period beside the one before. Which period and platform the address says.</summary>
public sealed partial class IntelligencePanel : IAsyncDisposable
{
    // A burst of syncs is worth one look in so long.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private LiveSubscription _live = null!;
    private LatestRead _load = null!;
    private IntelligenceView _view = new();
    private TalentIntelligence? _numbers;
    private IReadOnlyList<Figure> _figures = [];
    private IReadOnlyList<ConnectionView> _profiles = [];
    private IReadOnlyList<string> _platforms = [];
    private AgencyDays _days = AgencyDays.Utc;
    private string? _problem;
    private int _version;
    private bool _isLoading;
    private bool _hasFailed;
    private bool _hasOpened;

    [Inject]
    public required TalentIntelligenceQuery Query { get; init; }

    [Inject]
    public required TalentPosts Posts { get; init; }

    [Inject]
    public required AgencyClock Clock { get; init; }

    [Inject]
    public required ConnectionList Connections { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<IntelligencePanel> Logger { get; init; }

    /// <summary>Give the panel a <c>@key</c> of it: a panel belongs to one talent for life.</summary>
    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Dir { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "posts")]
    public string? Listed { get; set; }

    [SupplyParameterFromQuery]
    public string? Page { get; set; }

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _live = Live.Subscribe(TalentId);
        _load = new LatestRead(Logger, _live.Gone);
    }

    protected override async Task OnParametersSetAsync()
    {
        var view = IntelligenceView.Read(Catalog, Days, From, To, Platform, Sort, Dir, Kind, Listed, Page);
        var isSame = _hasOpened && view.HasNumbersOf(_view);
        _view = view;
        if (isSame)
        {
            return;
        }

        _hasOpened = true;
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(ReadAgainAsync), () => InvokeAsync(() =>
        {
            _hasFailed = true;
            StateHasChanged();
        }), _pause);
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

    private async Task ReadAgainAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var view = _view;
        var today = await Clock.GetTodayAsync(cancellation);
        var asked = view.Period(today);

        // Days that cannot be change nothing: what is shown stays.
        var period = asked.Succeeded ? asked.Value : _numbers?.Period ?? IntelligencePeriod.Last(IntelligenceView.UsualDays, today);
        var profiles = await Connections.OfTalentAsync(TalentId, cancellation) ?? [];
        var numbers = await Query.GetAsync(TalentId, period, new IntelligenceScope(view.Platform), cancellation);
        var best = numbers.Posts.Best is { } key ? await Posts.FindAsync(TalentId, key, cancellation) : null;
        _days = await Clock.GetDaysAsync(cancellation);
        _problem = asked.Failure?.Sentence;
        _figures = new TileFigures(numbers, today, Catalog, best, days: _days).All;
        _platforms = [.. profiles.Select(profile => profile.Platform).Distinct(StringComparer.Ordinal)];
        (_profiles, _numbers) = (profiles, numbers);
        _version++;
    }
}
