using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Components.Talents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>What failed or is stale, by cause, each with the one thing to do; in step with the syncs.</summary>
public sealed partial class CauseList : IAsyncDisposable
{
    // Causes are counted over all profiles: a burst of syncs is worth one count a second, not ten.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private LiveSubscription _live = null!;
    private IReadOnlyList<AttentionCause>? _causes;
    private string? _outcome;
    private bool _hasFailed;

    [Inject]
    public required AttentionList List { get; init; }

    [Inject]
    public required RefreshCause Refresh { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<CauseList> Logger { get; init; }

    /// <summary>Causes to show, the largest; null for all.</summary>
    [Parameter]
    public int? Most { get; set; }

    /// <summary>Told whenever the list was read: whether there is nothing on it.</summary>
    [Parameter]
    public EventCallback<bool> IsEmptyChanged { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToRoster();
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(ReadAgainAsync), () => InvokeAsync(ShowFailure), _pause);
    }

    private async Task LoadAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        _causes = await List.CausesAsync(_live.Gone);
        _hasFailed = false;
        await IsEmptyChanged.InvokeAsync(_causes.Count == 0);
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }

    // Not after each: hundreds are asked for in a second.
    private void ShowProgress(int asked, int all)
    {
        if (asked % 100 == 0)
        {
            _ = InvokeAsync(() =>
            {
                _outcome = $"{ShortNumber.Exact(asked)} of {ShortNumber.Exact(all)} profiles…";
                StateHasChanged();
            });
        }
    }

    private static string RosterOf(AttentionCause cause) => new RosterView
    {
        Filter = cause.Failure is null ? new RosterFilter(cause.Platform, Freshness: RosterFreshness.Stale) : new RosterFilter(cause.Platform, SyncStatus.Error),
    }.Address();

    private async Task RefreshAsync(AttentionCause cause)
    {
        _outcome = null;
        try
        {
            var (queued, all) = await Refresh.ExecuteAsync(cause.Platform, cause.Failure, await Actor.GetAsync(Role.Editor), asked => ShowProgress(asked, cause.Count), _live.Gone);
            _outcome = queued == all
                ? $"{ShortNumber.Exact(queued)} {(queued == 1 ? "profile is" : "profiles are")} queued for a refresh."
                : $"{ShortNumber.Exact(queued)} of {ShortNumber.Exact(all)} profiles are queued for a refresh. The others are already waiting or syncing.";
        }
        catch (StorageException exception)
        {
            // Those that were queued before the fault stay queued.
            _outcome = $"Not every profile could be queued. {StorageText.For(exception.Fault).Reason} {StorageText.For(exception.Fault).Remedy}";
        }
    }
}
