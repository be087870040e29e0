using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Deliveries;

/// <summary>What was sent by e-mail and webhook and what became of it, newest first, in step with the sending. The filters are in the address.</summary>
public sealed partial class DeliveriesPage : IAsyncDisposable
{
    private const int PageSize = 50;

    private SignalSubscription _live = null!;
    private LatestRead _load = null!;
    private DeliveryFilter _filter = DeliveryFilter.None;
    private List<DeliveryView>? _deliveries;
    private IReadOnlyList<WebhookView> _endpoints = [];
    private int? _total;
    private bool _isComplete;
    private bool _hasFailed;

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required DeliveryList List { get; init; }

    [Inject]
    public required WebhookList Webhooks { get; init; }

    [Inject]
    public required SendAgain Again { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<DeliveriesPage> Logger { get; init; }

    [SupplyParameterFromQuery(Name = DeliveriesView.Channel)]
    public string? Channel { get; set; }

    [SupplyParameterFromQuery(Name = DeliveriesView.Endpoint)]
    public string? Endpoint { get; set; }

    [SupplyParameterFromQuery(Name = DeliveriesView.State)]
    public string? State { get; set; }

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _live.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _live = Live.SubscribeToDeliveries();
        _load = new LatestRead(Logger, _live.Gone);
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = DeliveriesView.Read(Channel, Endpoint, State);
        if (_deliveries is not null && filter == _filter)
        {
            return;
        }

        _filter = filter;
        _deliveries = null;
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
        var outcome = await _load.RunAsync(ReadAsync);
        if (outcome != ReadOutcome.Superseded)
        {
            _hasFailed = outcome == ReadOutcome.Failed;
        }
    }

    /// <summary>As many as are shown: what was loaded on demand stays.</summary>
    private async Task ReadAsync(CancellationToken cancellation)
    {
        var take = Math.Clamp(_deliveries?.Count ?? 0, PageSize, 1_000);
        var deliveries = await List.GetAsync(_filter, null, take, cancellation);
        _total = await List.CountAsync(_filter, cancellation);
        _endpoints = await Webhooks.GetAsync(cancellation);
        (_deliveries, _isComplete) = (deliveries, deliveries.Count < take || deliveries.Count == _total);
    }

    private async Task MoreAsync()
    {
        if (_deliveries is not [.., var last])
        {
            return;
        }

        var filter = _filter;
        try
        {
            var more = await List.GetAsync(filter, last.Key, PageSize, _live.Gone);
            if (filter == _filter)
            {
                _deliveries.AddRange(more);
                _isComplete = more.Count < PageSize;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task AgainAsync(DeliveryView one)
    {
        try
        {
            await Actor.DemandAsync(Role.Admin);
            var again = await Again.ExecuteAsync(one.Id, _live.Gone);
            Toasts.Show(again.Succeeded ? $"“{one.Subject}” will be sent again in a few seconds." : again.Failure.Sentence);
            await LoadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Send again");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private void Show(DeliveryFilter filter) => Navigation.NavigateTo(DeliveriesView.Address(filter));

    private static string ClassOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "state-ready",
        DeliveryState.Failed => "state-error",
        _ => "state-pending",
    };

    private static IconShape ShapeOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => IconShape.Tick,
        DeliveryState.Failed => IconShape.Warning,
        _ => IconShape.Clock,
    };
}
