using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>Everything that waits for a person: notices, newest first, and below them what failed, by cause; in step with what happens.</summary>
public sealed partial class NoticesPage : IAsyncDisposable
{
    private const int Most = 100;

    private SignalSubscription _live = null!;
    private IReadOnlyList<NoticeView>? _notices;
    private bool _hasFailed;
    private bool _hasNoCauses;

    [Inject]
    public required NoticeList List { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required ILogger<NoticesPage> Logger { get; init; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToNotices();
        await LoadAsync();
        _live.Listen(() => InvokeAsync(ReadAgainAsync), () => InvokeAsync(ShowFailure));
    }

    private async Task LoadAsync()
    {
        try
        {
            _notices = await List.OpenAsync(Most, _live.Gone);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task ReadAgainAsync()
    {
        _notices = await List.OpenAsync(Most, _live.Gone);
        _hasFailed = false;
        StateHasChanged();
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }
}
