using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>Finds a talent, a profile or a page from anywhere (Ctrl+K), and does what is most often done with a talent.</summary>
public sealed partial class QuickFind : IDisposable
{
    private const int Most = 6;

    private static readonly Page[] _pages =
    [
        new("/home", "Home", IconShape.Home),
        new("/", "Roster", IconShape.People),
        new("/?archived=true", "Archive", IconShape.Archive),
        new("/find", "Find talents", IconShape.Search),
        new("/compare", "Compare talents", IconShape.Columns),
        new("/notices", "Notifications", IconShape.Bell),
        new("/activity", "Activity", IconShape.List, Role.Admin),
        new("/settings", "Settings", IconShape.Sliders, Role.Admin),
        new("/settings/platforms", "Platforms", IconShape.Sliders, Role.Admin),
        new("/settings/api-keys", "API keys", IconShape.Key, Role.Admin),
        new("/settings/agency", "Agency", IconShape.Sliders, Role.Admin),
        new("/settings/team", "Team", IconShape.People, Role.Admin),
    ];

    private readonly CancellationTokenSource _gone = new();
    private TypingPause _typing = null!;
    private IReadOnlyList<RosterRow> _rows = [];
    private string _text = "";
    private string? _status;
    private string? _problem;
    private bool _isLooking;

    [Inject]
    public required TalentRoster Roster { get; init; }

    [Inject]
    public required RefreshConnection Refreshing { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<QuickFind> Logger { get; init; }

    private string Wanted => _text.Trim();

    private List<(ConnectionView Profile, string Talent)> Profiles =>
    [
        .. _rows.SelectMany(row => row.Connections.Select(connection => (connection, row.Name)))
            .Where(found => found.connection.Handle.Contains(Wanted.TrimStart('@'), StringComparison.OrdinalIgnoreCase)).Take(Most),
    ];

    private List<Page> Pages => [.. _pages.Where(page => page.Name.Contains(Wanted, StringComparison.OrdinalIgnoreCase))];

    public void Dispose()
    {
        _typing.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _typing = new TypingPause(TimeSpan.FromMilliseconds(120), Time);

    private async Task TypedAsync()
    {
        _problem = _status = null;
        if (Wanted.Length == 0)
        {
            _rows = [];
            _isLooking = false;
            await _typing.EndAsync();
            return;
        }

        _isLooking = true;
        try
        {
            var cancellation = await _typing.WaitAsync();
            var found = await Roster.GetAsync(new RosterRequest(Wanted, Take: Most), cancellation);
            _rows = found.Rows;
            _status = found.Total == 1 ? "1 talent found" : $"{found.Total} talents found";
        }
        catch (OperationCanceledException)
        {
            // What was typed on is looked for by its own call.
            return;
        }
        catch (Exception exception)
        {
            Logger.ReadFailed(exception);
            _rows = [];
            _problem = Sentences.NotLoaded;
        }

        _isLooking = false;
    }

    private async Task RefreshAsync(RosterRow row)
    {
        try
        {
            var started = await Refreshing.ExecuteForTalentAsync(row.Id, await Actor.GetAsync(Role.Editor), _gone.Token);
            (_status, _problem) = ($"{started.Count} {(started.Count == 1 ? "profile" : "profiles")} of {row.Name} queued for a refresh.", null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Refresh");
            _problem = Sentences.NotDoneBecause(exception);
        }
    }

    private sealed record Page(string Path, string Name, IconShape Icon, Role Least = Role.Viewer);
}
