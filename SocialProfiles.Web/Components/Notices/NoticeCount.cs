using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Attention;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>Something small that shows how many things need attention, in step with them. It never breaks the page around it.</summary>
public abstract class NoticeCount : ComponentBase, IAsyncDisposable
{
    private SignalSubscription _live = null!;

    [Inject]
    public required AttentionCount Attention { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required ILogger<NoticeCount> Logger { get; init; }

    /// <summary>Null until it is known; the last known one when a read fails.</summary>
    protected int? Count { get; private set; }

    /// <summary>In words; null until it is known.</summary>
    protected string? Words => Count switch
    {
        null => null,
        0 => "Nothing needs attention",
        1 => "1 thing needs attention",
        _ => $"{ShortNumber.Exact(Count.Value)} things need attention",
    };

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToAttention();
        try
        {
            Count = await Attention.GetAsync(_live.Gone);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
        }

        _live.Listen(() => InvokeAsync(ReadAgainAsync), () => Task.CompletedTask);
    }

    private async Task ReadAgainAsync()
    {
        Count = await Attention.GetAsync(_live.Gone);
        StateHasChanged();
    }
}
