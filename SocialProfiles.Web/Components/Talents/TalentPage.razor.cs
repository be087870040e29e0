using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Connections;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>One talent: profiles, numbers, activity. The tab is in the address.</summary>
public sealed partial class TalentPage : IDisposable
{
    internal const string IntelligenceTab = "intelligence";
    internal const string ActivityTab = "activity";

    private static readonly (string Path, string Name)[] _tabs =
        [("", "Social Profiles"), (IntelligenceTab, "Social Intelligence"), (ActivityTab, "Activity")];

    private readonly Lifetime _gone = new();
    private Guid? _loadedId;
    private Talent? _talent;
    private IReadOnlyList<ConnectionView>? _going;
    private ConsentAnswer? _answer;
    private string? _message;
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
    public required ArchiveTalent Archiving { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

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

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            _loadedId = Id;
            (_going, _message, _isEditing) = (null, null, false);
            _answer = ConsentAnswer.Read(Outcome, Catalog.TryGet(Platform, out var platform) ? platform.Name : null);
            await LoadAsync();
        }

        if (Outcome is not null && Tab is null)
        {
            // Said once: neither a reload nor a link that is passed on says it again.
            Navigation.NavigateTo(Address(Id), replace: true);
        }
    }

    private async Task LoadAsync()
    {
        var id = Id;
        _isLoading = true;
        _hasFailed = false;
        _talent = null;
        try
        {
            var talent = await Roster.FindAsync(id, _gone.Token);
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

    private async Task ArchiveAsync()
    {
        var id = Id;
        try
        {
            var result = await Archiving.ExecuteAsync(id, !IsArchived, await Actor.GetAsync(), _gone.Token);
            if (id != Id)
            {
                return;
            }

            _talent = result.Succeeded ? result.Value : null;
            _message = !result.Succeeded ? result.Failure.Sentence : IsArchived ? $"{_talent!.Name} is in the archive." : $"{_talent!.Name} is back on the roster.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Archive or restore talent");
            _hasFailed |= id == Id;
        }
    }

    private async Task AskToDeleteAsync()
    {
        var id = Id;
        var connections = await Connections.OfTalentAsync(id, _gone.Token) ?? [];
        _going = id == Id ? connections : null;
    }
}
