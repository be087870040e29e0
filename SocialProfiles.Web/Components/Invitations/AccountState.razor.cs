using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>
/// How a talent's connection goes, live. The only part of the application in the circuit of somebody who is not signed in:
/// it takes no input, and shows one connection, named by the server and sealed on its way.
/// </summary>
public sealed partial class AccountState : IAsyncDisposable
{
    private LiveSubscription? _live;
    private ConnectionView? _connection;
    private bool _isLoaded;

    [Inject]
    public required ConnectionList List { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required SyncProgress Progress { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<AccountState> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    [Parameter, EditorRequired]
    public Guid ConnectionId { get; set; }

    private string PlatformName => Catalog.NameOf(_connection!.Platform);

    public async ValueTask DisposeAsync()
    {
        if (_live is not null)
        {
            await _live.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        // Rendered once by the server, there is nothing to listen for.
        _live = RendererInfo.IsInteractive ? Live.Subscribe(TalentId) : null;
        await ReadAsync();
        _live?.Listen(_ => InvokeAsync(ReadAgainAsync), () => Task.CompletedTask);
    }

    private async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        try
        {
            var connection = await List.FindAsync(ConnectionId, _live?.Gone ?? CancellationToken.None);
            _connection = connection?.TalentId == TalentId ? connection : null;
            _isLoaded = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What stands there stays; the next change reads it again.
            Logger.ReadFailed(exception);
        }
    }
}
