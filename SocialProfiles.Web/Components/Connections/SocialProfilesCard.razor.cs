using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A talent's connections, live, and the form that adds one.</summary>
public sealed partial class SocialProfilesCard : IAsyncDisposable
{
    private LiveSubscription _live = null!;
    private ElementReference _title;
    private List<ConnectionView>? _connections;
    private ConnectionView? _deleting;
    private Invited? _inviting;
    private ConsentAnswer? _answer;
    private string? _announcement;
    private int _reads;
    private bool _hasFailed;
    private bool _focusTitle;

    [Inject]
    public required ConnectionList List { get; init; }

    [Inject]
    public required RefreshConnection Refreshing { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ConnectByHand Connecting { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required ILogger<SocialProfilesCard> Logger { get; init; }

    /// <summary>Give the card a <c>@key</c> of it: a card belongs to one talent for life.</summary>
    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    [Parameter]
    public bool IsArchived { get; set; }

    /// <summary>How the admin's own consent ended, from which the page has just come back; null where it has not.</summary>
    [Parameter]
    public ConsentAnswer? Answer { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _answer = Answer;
        _live = Live.Subscribe(TalentId);
        await LoadAsync();
        _live.Listen(changes => InvokeAsync(() => ReadAgainAsync(changes)), () => InvokeAsync(ShowFailure));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusTitle)
        {
            _focusTitle = false;
            await _title.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        var read = ++_reads;
        try
        {
            var connections = await List.OfTalentAsync(TalentId, _live.Gone) ?? [];
            if (read == _reads)
            {
                // Else something newer was read meanwhile, and this answer is too late.
                _connections = [.. connections];
                _hasFailed = false;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task ReadAgainAsync(IReadOnlySet<ConnectionChanged> changes)
    {
        _reads++;
        if (changes.Count > 1 || _connections is null || changes.First().Of == ChangeOf.Platform)
        {
            var before = _connections ?? [];
            _connections = [.. await List.OfTalentAsync(TalentId, _live.Gone) ?? []];
            Announce(_connections.Where(now => before.Find(view => view.Id == now.Id)?.Status != now.Status));
        }
        else
        {
            var id = changes.First().ConnectionId;
            if (await List.FindAsync(id, _live.Gone) is not { } view || view.TalentId != TalentId)
            {
                // Deleted, or accepted for another talent.
                Take(id);
            }
            else
            {
                var isMoved = _connections.Find(known => known.Id == id)?.Status != view.Status;
                Put(view);
                Announce(isMoved ? [view] : []);
            }
        }

        _hasFailed = false;
        StateHasChanged();
    }

    private void Put(ConnectionView view)
    {
        var index = _connections?.FindIndex(known => known.Id == view.Id) ?? -1;
        if (index < 0)
        {
            (_connections ??= []).Add(view);
        }
        else
        {
            _connections![index] = view;
        }
    }

    // What the feed brought meanwhile is newer than the answer to the form.
    private void Add(ConnectionView view)
    {
        if (_connections?.Exists(known => known.Id == view.Id) != true)
        {
            Put(view);
        }
    }

    private void Take(Guid id)
    {
        _connections?.RemoveAll(known => known.Id == id);

        // Somebody else deleted it: there is nothing to confirm any more.
        if (_deleting?.Id == id)
        {
            _focusTitle = true;
        }
    }

    private void Deleted(ConnectionView connection, Revocation revocation)
    {
        Take(connection.Id);
        var sentence = $"@{connection.Handle} on {Catalog.NameOf(connection.Platform)} is disconnected. {RevocationText.Of(revocation, connection.Platform, Catalog)}".TrimEnd();

        // A handle is enough to come back, with new numbers. A talent's permission is not ours to bring back.
        Toasts.Show(connection.Type == ConnectionType.Manual
            ? new Toast(sentence, "Connect again", () => ConnectAgainAsync(connection))
            : new Toast(sentence));
    }

    private async Task<string> ConnectAgainAsync(ConnectionView connection)
    {
        var result = await Connecting.ExecuteAsync(new ConnectRequest(connection.TalentId, connection.Platform, connection.Handle), await Actor.GetAsync(Role.Editor), CancellationToken.None);
        return result.Succeeded ? $"@{connection.Handle} on {Catalog.NameOf(connection.Platform)} is connected again. Its numbers start over with the next sync." : result.Failure.Sentence;
    }

    private async Task RefreshAsync(ConnectionView connection)
    {
        try
        {
            var result = await Refreshing.ExecuteAsync(connection.Id, await Actor.GetAsync(Role.Editor), _live.Gone);
            Toasts.Show(result.Succeeded ? Sentence(result.Value) : result.Failure.Sentence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Refresh");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task RefreshAllAsync()
    {
        try
        {
            var refreshed = await Refreshing.ExecuteForTalentAsync(TalentId, await Actor.GetAsync(Role.Editor), _live.Gone);
            var queued = refreshed.Count(one => one.Outcome == RefreshOutcome.Queued);
            var under = refreshed.Count(one => one.Outcome is RefreshOutcome.AlreadyQueued or RefreshOutcome.AlreadySyncing);
            Toasts.Show((queued, under) switch
            {
                (0, 0) => "There is nothing to refresh.",
                (0, _) => "All profiles are already queued or syncing.",
                (_, 0) => $"{queued} queued.",
                _ => $"{queued} queued. {under} were already queued or syncing.",
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Refresh all");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private string Sentence(Refreshed refreshed)
    {
        var account = $"@{refreshed.Connection.Handle} on {Catalog.NameOf(refreshed.Connection.Platform)}";
        return refreshed.Outcome switch
        {
            RefreshOutcome.Queued or RefreshOutcome.AlreadyQueued when refreshed.Connection.Pause is { } pause =>
                $"{account} is queued. {pause.Sentences(Catalog.NameOf(refreshed.Connection.Platform), RelativeText.Exact)}",
            RefreshOutcome.AlreadyQueued => $"{account} is already queued.",
            RefreshOutcome.AlreadySyncing => $"{account} is already syncing.",
            RefreshOutcome.NothingToFetch => $"We only keep the link to {account}, so there is nothing to refresh.",
            RefreshOutcome.TalentArchived => "This talent is archived. Restore the talent first.",
            _ => $"{account} is queued.",
        };
    }

    /// <summary>Tells screen readers how syncs ended; the steps between would only be noise.</summary>
    private void Announce(IEnumerable<ConnectionView> moved)
    {
        var ended = moved.Where(view => view.Status is SyncStatus.Ready or SyncStatus.Error)
            .Select(view => $"@{view.Handle} on {Catalog.NameOf(view.Platform)}: {StateLook.Of(view).Label}.")
            .ToArray();
        if (ended.Length > 0)
        {
            _announcement = string.Join(' ', ended);
        }
    }

    private void ShowFailure()
    {
        _hasFailed = true;
        StateHasChanged();
    }

    private void CloseDialog() => _deleting = null;

    /// <param name="reconnect">The connection whose consent is to be renewed; null for any account.</param>
    private void Invite(ConnectionView? reconnect) => _inviting = new Invited(reconnect);

    private sealed record Invited(ConnectionView? Reconnect);
}
