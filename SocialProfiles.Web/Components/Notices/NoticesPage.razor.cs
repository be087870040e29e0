using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>Everything that waits for a person: notices, newest first, and below them what failed, by cause; in step with what happens.</summary>
public sealed partial class NoticesPage : IAsyncDisposable
{
    private const int Most = 100;

    private SignalSubscription _live = null!;
    private NoticeFilter _filter = NoticeFilter.None;
    private IReadOnlyList<NoticeView>? _notices;
    private NamedId? _talent;
    private int _total;
    private bool _hasFailed;
    private bool _hasNoCauses;

    [Inject]
    public required NoticeList List { get; init; }

    [Inject]
    public required TalentNames Names { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required DismissNotice Dismissing { get; init; }

    [Inject]
    public required TrustMetric Trusting { get; init; }

    [Inject]
    public required CurrentActor Actors { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<NoticesPage> Logger { get; init; }

    [SupplyParameterFromQuery(Name = NoticesView.Kind)]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = NoticesView.Talent)]
    public string? Talent { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override void OnInitialized() => _live = Live.SubscribeToNotices();

    protected override async Task OnParametersSetAsync()
    {
        var filter = NoticesView.Read(Kind, Talent);
        if (_notices is not null && filter == _filter)
        {
            return;
        }

        _filter = filter;
        await LoadAsync();
        _live.Listen(() => InvokeAsync(ReadAgainAsync), () => InvokeAsync(ShowFailure));
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
        var filter = _filter;
        var notices = await List.OpenAsync(filter, Most, _live.Gone);
        var total = notices.Count < Most ? notices.Count : await List.CountAsync(filter, _live.Gone);
        var talent = filter.TalentId is { } chosen
            ? new NamedId(chosen, (await Names.OfAsync([chosen], _live.Gone)).GetValueOrDefault(chosen, "A deleted talent"))
            : null;

        // Another choice may have overtaken this one.
        if (filter == _filter)
        {
            (_notices, _total, _talent, _hasFailed) = (notices, total, talent, false);
        }
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }

    private async Task TrustAsync(Guid breakId)
    {
        try
        {
            var trusted = await Trusting.ExecuteAsync(breakId, await Actors.GetAsync(Role.Admin), _live.Gone);
            Toasts.Show(new Toast(trusted.Succeeded ? $"We trust the numbers and show them again: {BreakText.Name(trusted.Value.Metric)}." : trusted.Failure.Sentence));
            await ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Trust numbers");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task DismissAsync(long key)
    {
        try
        {
            await Actors.DemandAsync(Role.Editor);
            var dismissed = await Dismissing.ExecuteAsync(key, isDismissed: true, _live.Gone);
            Toasts.Show(dismissed switch
            {
                { Succeeded: false } => new Toast(dismissed.Failure.Sentence),
                _ => new Toast("The notification was dismissed.", "Undo", () => BringBackAsync(key)),
            });
            await ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Dismiss notification");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    /// <summary>The page may have gone by then; one that is open hears of it.</summary>
    private async Task<string> BringBackAsync(long key)
    {
        try
        {
            await Actors.DemandAsync(Role.Editor);
            var back = await Dismissing.ExecuteAsync(key, isDismissed: false, CancellationToken.None);
            return back.Succeeded ? "The notification is back." : back.Failure.Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Bring back notification");
            return Sentences.NotDoneBecause(exception);
        }
    }

    private void ChooseKind(ChangeEventArgs choice) => Show(_filter with { Kind = EnumName.Read<NoticeKind>(choice.Value as string) });

    private void Show(NoticeFilter filter) => Navigation.NavigateTo(NoticesView.Address(filter));
}
