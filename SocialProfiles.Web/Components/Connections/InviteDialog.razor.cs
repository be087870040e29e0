using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Makes an invitation and shows its link: for platforms that an admin chooses, or for one connection to be renewed.</summary>
public sealed partial class InviteDialog
{
    private Dialog _dialog = null!;
    private InvitationLink? _link;
    private HashSet<string> _chosen = [];
    private int? _days = InviteTalent.UsualDays;
    private string? _problem;
    private bool _isBusy;

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required InviteTalent Inviting { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<InviteDialog> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    /// <summary>The connection to be renewed; null for accounts of the talent's choice.</summary>
    [Parameter]
    public ConnectionView? Reconnect { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    private string Title => (_link, Reconnect) switch
    {
        (not null, _) => "The invitation's link",
        (_, null) => "Invite talent",
        _ => $"Invite to reconnect {Catalog.NameOf(Reconnect.Platform)}",
    };

    private string Purpose => Reconnect is null
        ? "The talent opens a link, without an account here, and consents on the platform's own page. That opens numbers which a handle alone does not show."
        : $"The talent opens a link and consents anew for @{Reconnect.Handle}. History and numbers stay.";

    private IEnumerable<IPlatform> Offered => Catalog.All.Where(platform => Catalog.ConsentOf(platform.Key) is not null);

    protected override void OnInitialized() =>
        _chosen = Reconnect is not null ? [Reconnect.Platform] : [.. Offered.Where(IsConfigured).Select(platform => platform.Key)];

    private bool IsConfigured(IPlatform platform) => Catalog.ConsentOf(platform.Key) is { IsConfigured: true };

    private void Choose(IPlatform platform, bool isChosen)
    {
        if (isChosen)
        {
            _chosen.Add(platform.Key);
        }
        else
        {
            _chosen.Remove(platform.Key);
        }

        _problem = null;
    }

    private async Task InviteAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            var request = new InviteRequest(TalentId, [.. Catalog.All.Select(platform => platform.Key).Where(_chosen.Contains)], _days ?? 0, Reconnect?.Id);
            var result = await Inviting.ExecuteAsync(request, await Actor.GetAsync(), CancellationToken.None);
            _link = result.Succeeded ? result.Value : null;
            _problem = result.Failure?.Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Invite talent");
            _problem = Sentences.NotDone;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CloseAsync() => await _dialog.CloseAsync();
}
