using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Sandbox.Pages;

/// <summary>Leads from a handle of the sandbox to the form that connects it: asks for the platform and the talent, and fills in the rest.</summary>
public sealed partial class TryHandlePage : IDisposable
{
    // More would make the list useless, and whoever has more goes to the talent by the roster.
    private const int Most = 200;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<RosterRow>? _talents;
    private string _platform = "";
    private Guid _talent;
    private string _name = "Sam Sample";
    private string? _problem;
    private bool _isBusy;
    private bool _hasFailed;

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    private PlatformCatalog Catalog { get; init; } = null!;

    [Inject]
    private TalentRoster Roster { get; init; } = null!;

    [Inject]
    private AddTalent Adding { get; init; } = null!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private ILogger<TryHandlePage> Logger { get; init; } = null!;

    private IEnumerable<IPlatform> Platforms => Catalog.All.Where(platform => Imitations.All.Any(imitation => imitation.Platform == platform.Name));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _platform = Platforms.First().Key;
        try
        {
            _talents = (await Roster.GetAsync(new RosterRequest(Take: Most), _gone.Token)).Rows;
            _talent = _talents is [var first, ..] ? first.Id : Guid.Empty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotLoaded(Logger, exception);
            _hasFailed = true;
        }
    }

    private string FormAddress(Guid talent) => $"/talents/{talent}?connect={_platform.ToLowerInvariant()}&handle={Uri.EscapeDataString(Handle)}";

    private async Task AddAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            var user = (await Authentication.GetAuthenticationStateAsync()).User;
            var actor = PersonClaims.ActorOf(user);
            var added = await Adding.ExecuteAsync(new TalentRequest(_name), actor, _gone.Token);
            _problem = added.Failure?.Sentence;
            if (added.Succeeded)
            {
                Navigation.NavigateTo(FormAddress(added.Value.Id));
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NavigationException))
        {
            LogNotAdded(Logger, exception);
            _problem = "That didn't work, and nothing was changed. Try again in a minute.";
        }
        finally
        {
            _isBusy = false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The talents could not be read for the sandbox")]
    private static partial void LogNotLoaded(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A talent could not be added from the sandbox")]
    private static partial void LogNotAdded(ILogger logger, Exception exception);
}
