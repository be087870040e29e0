using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Home;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Home;

/// <summary>How the agency does: what needs somebody, what moved this week, and what is new. Reads what is kept for everybody, and never more often than it is renewed.</summary>
public sealed partial class HomePage : IAsyncDisposable
{
    private LiveSubscription _live = null!;
    private HomeNumbers? _numbers;
    private bool _hasFailed;

    [Inject]
    public required HomeQuery Query { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<HomePage> Logger { get; init; }

    [SupplyParameterFromQuery]
    public string? By { get; set; }

    private bool IsByRate => By == "percent";

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToRoster();
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(RefreshAsync), () => InvokeAsync(ShowFailure));
    }

    private async Task LoadAsync()
    {
        try
        {
            _numbers = await Query.GetAsync(_live.Gone);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task RefreshAsync()
    {
        var numbers = await Query.GetAsync(_live.Gone);
        if (!ReferenceEquals(numbers, _numbers) || _hasFailed)
        {
            (_numbers, _hasFailed) = (numbers, false);
            StateHasChanged();
        }

        // What changed just now may be in the next reading only: then this is the time to look again.
        await _live.WaitAsync(HomeQuery.Pause);
        var later = await Query.GetAsync(_live.Gone);
        if (!ReferenceEquals(later, _numbers))
        {
            _numbers = later;
            StateHasChanged();
        }
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }
}
