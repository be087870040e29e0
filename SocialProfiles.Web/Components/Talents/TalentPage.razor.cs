using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Connections;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>One talent: profiles, numbers, activity. The tab is in the address.</summary>
public sealed partial class TalentPage : IAsyncDisposable
{
    internal const string IntelligenceTab = "intelligence";
    internal const string ActivityTab = "activity";

    private static readonly (string Path, string Name)[] _tabs =
        [("", "Social Profiles"), (IntelligenceTab, "Social Intelligence"), (ActivityTab, "Activity")];

    private LiveSubscription? _live;
    private Guid? _loadedId;
    private Talent? _talent;
    private IReadOnlyList<ConnectionView>? _going;
    private ConsentAnswer? _answer;
    private bool _isEditing;
    private bool _isLoading;
    private bool _hasFailed;

    [Inject]
    public required TalentRoster Roster { get; init; }

    [Inject]
    public required ConnectionList Connections { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required ArchiveWithUndo Archiving { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required RosterPlace Place { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<TalentPage> Logger { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Null for the profiles.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>How the admin's own consent ended, from which the browser has just come back.</summary>
    [SupplyParameterFromQuery]
    public string? Outcome { get; set; }

    /// <summary>Of which platform.</summary>
    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    private bool IsArchived => _talent?.ArchivedAt is not null;

    public static string Address(Guid id, string tab = "") => tab.Length == 0 ? $"/talents/{id}" : $"/talents/{id}/{tab}";

    public async ValueTask DisposeAsync()
    {
        if (_live is not null)
        {
            await _live.DisposeAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            _loadedId = Id;
            (_going, _isEditing) = (null, false);
            _answer = ConsentAnswer.Read(Outcome, Catalog.TryGet(Platform, out var platform) ? platform.Name : null);
            await OpenAsync(Id);
        }

        if (Outcome is not null && Tab is null)
        {
            // Said once: neither a reload nor a link that is passed on says it again.
            Navigation.NavigateTo(Address(Id)[1..], replace: true);
        }
    }

    private async Task OpenAsync(Guid id)
    {
        var (before, live) = (_live, Live.SubscribeToTalent(id));
        _live = live;
        if (before is not null)
        {
            await before.DisposeAsync();
        }

        await LoadAsync();

        // What stands here stays: it may be a moment old, and no error takes it away.
        live.Listen(_ => InvokeAsync(() => ReadAgainAsync(id)), () => InvokeAsync(() => Toasts.Show(Sentences.NotLoaded)));
    }

    private async Task LoadAsync()
    {
        var id = Id;
        _isLoading = true;
        _hasFailed = false;
        _talent = null;
        try
        {
            var talent = await Roster.FindAsync(id, _live!.Gone);
            if (id != Id)
            {
                // Another talent was opened meanwhile; this answer is too late.
                return;
            }

            _talent = talent;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            if (id != Id)
            {
                return;
            }

            _hasFailed = true;
        }

        _isLoading = false;
    }

    private async Task ReadAgainAsync(Guid id)
    {
        var talent = await Roster.FindAsync(id, _live!.Gone);
        if (id == Id)
        {
            (_talent, _hasFailed) = (talent, false);
            StateHasChanged();
        }
    }

    private async Task ArchiveAsync()
    {
        // What the page shows of it comes as every change does.
        Toasts.Show(await Archiving.ExecuteAsync(Id, _talent!.Name, !IsArchived));
    }

    private async Task AskToDeleteAsync()
    {
        var id = Id;
        try
        {
            var connections = await Connections.OfTalentAsync(id, _live!.Gone) ?? [];
            _going = id == Id ? connections : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            Toasts.Show(Sentences.NotLoaded);
        }
    }
}
