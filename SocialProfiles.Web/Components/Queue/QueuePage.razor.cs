using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Queue;

/// <summary>How the queue does: what waits, runs, is retried and failed, how fast it goes, and what is left of each platform's budget; in step with the syncs.</summary>
public sealed partial class QueuePage : IAsyncDisposable
{
    // A burst of syncs is worth one look a second, and time alone moves the charts.
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(20);

    private LiveSubscription _live = null!;
    private LatestRead _load = null!;
    private IDisposable? _next;
    private QueueView _view = QueueView.Default;
    private QueueStats? _stats;
    private Timeline? _timeline;
    private QueueRows? _list;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private string? _pausing;
    private string? _outcome;
    private bool _hasFailed;

    [Inject]
    public required QueueStatsQuery Stats { get; init; }

    [Inject]
    public required SyncTimeline Timeline { get; init; }

    [Inject]
    public required QueueList List { get; init; }

    [Inject]
    public required PausePlatform Pausing { get; init; }

    [Inject]
    public required RefreshCause Refreshing { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required AgencyClock Agency { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required PageClock Clock { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<QueuePage> Logger { get; init; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "platform")]
    public string? PlatformKey { get; set; }

    [SupplyParameterFromQuery(Name = "cause")]
    public string? CauseName { get; set; }

    [SupplyParameterFromQuery(Name = "span")]
    public string? SpanName { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private int PageCount => _list is null ? 0 : (_list.Total + QueueView.Size - 1) / QueueView.Size;

    private string ListTitle
    {
        get
        {
            var state = QueueView.NameOf(_view.Filter.State);
            var of = _view.Filter.Platform is { } platform ? $" on {Catalog.NameOf(platform)}" : "";
            return _list is { Total: > 0 } list ? $"{state}{of}: {QueueText.Profiles(list.Total)}" : $"{state}{of}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        _next?.Dispose();
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
        var view = QueueView.Read(Catalog, StateName, PlatformKey, CauseName, SpanName, int.TryParse(PageNumber, out var page) ? page : null);
        if (_stats is not null && view == _view)
        {
            return;
        }

        _view = view;
        await LoadAsync();
        _live.Listen(
            _ => InvokeAsync(ReadAgainAsync),
            () => Task.CompletedTask,
            _pace);
    }

    private static IEnumerable<(QueueState State, int Count)> Counts(QueueStats stats) =>
        [(QueueState.Active, stats.Active), (QueueState.Waiting, stats.Waiting), (QueueState.Retrying, stats.Retrying), (QueueState.Failed, stats.Failed)];

    private PlatformPause? PauseOf(string platform) => _stats?.Platforms.FirstOrDefault(one => one.Platform == platform)?.Pause;

    private async Task ReadAgainAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _next?.Dispose();
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome != ReadOutcome.Superseded)
        {
            _hasFailed = outcome == ReadOutcome.Failed;
            _next = Clock.CallAt(Clock.Now + _longest, () => _ = InvokeAsync(ReadAgainAsync));
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var view = _view;
        var stats = await Stats.GetSharedAsync(cancellation);
        var timeline = await Timeline.GetAsync(view.Span, cancellation);
        var zone = (await Agency.GetDaysAsync(cancellation)).Zone;
        var list = await List.GetAsync(view.Filter, (view.Page - 1) * QueueView.Size, QueueView.Size, cancellation);
        (_stats, _timeline, _zone, _list) = (stats, timeline, zone, list);
    }

    private void AskToPause(string platform) => _pausing = platform;

    private async Task<UseCaseError?> PauseAsync()
    {
        var platform = _pausing!;
        var paused = await Pausing.PauseAsync(platform, await Actor.GetAsync(Role.Admin), CancellationToken.None);
        if (!paused.Succeeded)
        {
            return paused.Failure;
        }

        Toasts.Show($"{Catalog.NameOf(platform)} is paused.");
        await ShowNewAsync();
        return null;
    }

    private async Task ResumeAsync(string platform)
    {
        try
        {
            var resumed = await Pausing.ResumeAsync(platform, await Actor.GetAsync(Role.Admin), CancellationToken.None);
            Toasts.Show(resumed.Succeeded ? $"{Catalog.NameOf(platform)} is resumed. Profiles that waited are refreshed now." : resumed.Failure.Sentence);
            await ShowNewAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Resume a platform");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task RetryAsync(QueueCause cause)
    {
        _outcome = null;
        try
        {
            var (queued, all) = await Refreshing.ExecuteAsync(cause.Platform, cause.Failure, await Actor.GetAsync(Role.Editor), asked => ShowProgress(asked, cause.Count), _live.Gone);
            _outcome = queued == all
                ? $"{QueueText.Profiles(queued)} {(queued == 1 ? "is" : "are")} queued for another try."
                : $"{ShortNumber.Exact(queued)} of {QueueText.Profiles(all)} are queued for another try. The others are already waiting or syncing.";
            await ShowNewAsync();
        }
        catch (StorageException exception)
        {
            // Those that were queued before the fault stay queued.
            _outcome = $"Not every profile could be queued. {StorageText.For(exception.Fault).Reason} {StorageText.For(exception.Fault).Remedy}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Retry all");
            _outcome = Sentences.NotDoneBecause(exception);
        }
    }

    // Not after each: hundreds are asked for in a second.
    private void ShowProgress(int asked, int all)
    {
        if (asked % 100 == 0)
        {
            _ = InvokeAsync(() =>
            {
                _outcome = $"{ShortNumber.Exact(asked)} of {QueueText.Profiles(all)}…";
                StateHasChanged();
            });
        }
    }

    private Task ShowNewAsync()
    {
        Stats.Clear();
        return ReadAgainAsync();
    }
}
