using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>A talent's media kits, in step with what others do with them.</summary>
public sealed partial class KitList : IAsyncDisposable
{
    private SignalSubscription _live = null!;
    private IReadOnlyList<MediaKitView> _kits = [];
    private MediaKitView? _sharing;
    private MediaKitView? _deleting;
    private bool _hasFailed;

    [Inject]
    public required MediaKitList Kits { get; init; }

    [Inject]
    public required ShareMediaKit Sharing { get; init; }

    [Inject]
    public required DeleteMediaKit Deleting { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<KitList> Logger { get; init; }

    /// <summary>Give the list a <c>@key</c> of it: a list belongs to one talent for life.</summary>
    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    /// <summary>The kit that was created a moment ago; null for none.</summary>
    [Parameter]
    public Guid? Newest { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.SubscribeToMediaKits();
        await LoadAsync();
        _live.Listen(() => InvokeAsync(ReadAgainAsync), () => InvokeAsync(() =>
        {
            _hasFailed = true;
            StateHasChanged();
        }));
    }

    private async Task LoadAsync()
    {
        try
        {
            _kits = await Kits.OfTalentAsync(TalentId, _live.Gone);
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
        _kits = await Kits.OfTalentAsync(TalentId, _live.Gone);
        _hasFailed = false;
        StateHasChanged();
    }

    private async Task RevokeAsync(MediaKitView kit)
    {
        try
        {
            var revoked = await Sharing.RevokeAsync(kit.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);
            Toasts.Show(revoked.Succeeded ? "The link was revoked and no longer works." : revoked.Failure.Sentence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Revoke a link");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task<UseCaseError?> DeleteAsync(MediaKitView kit)
    {
        var deleted = await Deleting.ExecuteAsync(kit.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);

        // Deleted meanwhile by somebody else is as good as deleted by us.
        if (deleted.Succeeded || deleted.Failure is NotFoundError)
        {
            Toasts.Show($"Media kit {kit.PrintedCode} deleted.");
            return null;
        }

        return deleted.Failure;
    }
}
