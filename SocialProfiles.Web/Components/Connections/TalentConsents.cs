using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A list of a talent's invitations or consents, in step with what happens.</summary>
public abstract class TalentConsents<T> : ComponentBase, IAsyncDisposable
{
    private LiveSubscription _live = null!;

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<TalentConsents<T>> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    /// <summary>A sentence for the card: what was done.</summary>
    [Parameter]
    public EventCallback<string> Done { get; set; }

    protected IReadOnlyList<T> Items { get; private set; } = [];

    protected bool HasFailed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IReadOnlyList<T>> ReadAsync(CancellationToken cancellationToken);

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToConsents(TalentId);
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(ReadAgainAsync), () => InvokeAsync(ShowFailure));
    }

    protected async Task LoadAsync()
    {
        try
        {
            Items = await ReadAsync(_live.Gone);
            HasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            HasFailed = true;
        }
    }

    private async Task ReadAgainAsync()
    {
        Items = await ReadAsync(_live.Gone);
        HasFailed = false;
        StateHasChanged();
    }

    private void ShowFailure()
    {
        HasFailed = true;
        StateHasChanged();
    }
}
