using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Imports;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Imports;

/// <summary>How far an import is, in step with it, and what came of each row.</summary>
public sealed partial class ImportRunPage : IAsyncDisposable
{
    private const int PageSize = 50;

    private SignalSubscription _live = null!;
    private LatestRead _load = null!;
    private Guid? _loadedId;
    private ImportView? _import;
    private IReadOnlyList<ImportPreviewRow> _rows = [];
    private ImportOutcome? _outcome;
    private int _page = 1;
    private bool _isLoaded;
    private bool _hasFailed;

    [Inject]
    public required ImportList List { get; init; }

    [Inject]
    public required StopImport Stopping { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<ImportRunPage> Logger { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    private int PageCount => Math.Max(1, ((_outcome is { } outcome ? _import!.Counts[outcome] : _import!.Counts.Total) + PageSize - 1) / PageSize);

    private string Sentence
    {
        get
        {
            var import = _import!;
            var counts = import.Counts;
            var done = $"{ShortNumber.Exact(import.Done)} of {ImportText.Rows(import.Rows)}";
            var came = $"{ImportText.Count(counts[ImportOutcome.NewTalent], "talent")} added, {ImportText.Count(counts[ImportOutcome.NewProfile], "more profile")} connected, {ShortNumber.Exact(counts[ImportOutcome.AlreadyThere])} already there, {ShortNumber.Exact(counts.Refused)} refused";
            return import.State switch
            {
                ImportState.Done => $"Done: {done}. {came}.",
                ImportState.Stopped => $"Stopped after {done}. {came}. Finished rows stay; import the file again to continue.",
                ImportState.Failed => $"Failed after {done}. {came}.",
                _ => $"{ImportText.State(import.State)}: {done}",
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _live = Live.SubscribeToImports();
        _load = new LatestRead(Logger, _live.Gone);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId == Id)
        {
            return;
        }

        (_loadedId, _isLoaded, _outcome, _page) = (Id, false, null, 1);
        await LoadAsync();
        _live.Listen(
            () => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }),
            () => Task.CompletedTask);
    }

    private async Task LoadAsync()
    {
        var outcome = await _load.RunAsync(async token =>
        {
            var import = await List.FindAsync(Id, token);
            _rows = import is null ? [] : await List.RowsAsync(Id, _outcome, (_page - 1) * PageSize, PageSize, token);
            (_import, _isLoaded) = (import, true);
        });
        if (outcome != ReadOutcome.Superseded)
        {
            _hasFailed = outcome == ReadOutcome.Failed;
        }
    }

    private Task FilterAsync(ImportOutcome? outcome)
    {
        (_outcome, _page) = (outcome, 1);
        return LoadAsync();
    }

    private Task GoAsync(int page)
    {
        _page = page;
        return LoadAsync();
    }

    private async Task StopAsync()
    {
        try
        {
            await Actor.DemandAsync(Role.Editor);
            var stopped = await Stopping.ExecuteAsync(Id, CancellationToken.None);
            Toasts.Show(!stopped.Succeeded ? stopped.Failure.Sentence : stopped.Value ? "The import will stop after the rows it's working on." : "The import has already ended.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Stop import");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }
}
