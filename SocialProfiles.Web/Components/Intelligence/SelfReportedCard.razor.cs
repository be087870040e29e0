using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A talent's self-reported numbers: listed with their evidence, added, and removed with a way back.</summary>
public sealed partial class SelfReportedCard : IAsyncDisposable
{
    private LiveSubscription _live = null!;
    private Dialog? _dialog;
    private IReadOnlyList<SelfReportedView>? _numbers;
    private IReadOnlyList<ConnectionView> _profiles = [];
    private SelfReportedView? _shown;
    private bool _isAdding;
    private bool _hasFailed;

    [Inject]
    public required SelfReportedList List { get; init; }

    [Inject]
    public required ConnectionList Connections { get; init; }

    [Inject]
    public required RemoveNumber Removing { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<SelfReportedCard> Logger { get; init; }

    /// <summary>Give the card a <c>@key</c> of it: a card belongs to one talent for life.</summary>
    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.Subscribe(TalentId);
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(ReadAgainAsync), () => InvokeAsync(() =>
        {
            _hasFailed = true;
            StateHasChanged();
        }));
    }

    private static string Day(SelfReportedView number) => number.Day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>story views of @mara.lind</c>.</summary>
    private static string What(SelfReportedView number) => $"{number.Metric.Name().ToLowerInvariant()} of @{number.Handle}";

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
        _profiles = await Connections.OfTalentAsync(TalentId, _live.Gone) ?? [];
        _numbers = await List.OfTalentAsync(TalentId, _live.Gone);
        _hasFailed = false;
    }

    private Task SavedAsync()
    {
        Toasts.Show("Number added.");
        return LoadAsync();
    }

    private async Task RemoveAsync(SelfReportedView number)
    {
        try
        {
            var actor = await Actor.GetAsync(Role.Editor);
            var removed = await Removing.ExecuteAsync(number.Id, actor, CancellationToken.None);
            Toasts.Show(removed.Succeeded
                ? new Toast("Number removed.", "Undo", async () => await UndoAsync(removed.Value, actor))
                : new Toast(removed.Failure.Sentence));
            await LoadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Remove a number");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    // What the card shows of it comes as every change does; the card may be gone by then.
    private async Task<string> UndoAsync(RemovedNumber removed, SocialProfiles.Core.Activity.Actor actor)
    {
        try
        {
            var undone = await Removing.UndoAsync(removed, actor, CancellationToken.None);
            return undone.Succeeded ? "The number is back." : undone.Failure.Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Restore a number");
            return Sentences.NotDoneBecause(exception);
        }
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
        {
            await _dialog.CloseAsync();
        }
    }
}
