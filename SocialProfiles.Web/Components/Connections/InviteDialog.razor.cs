using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Makes an invitation and shows its link: for platforms that an admin chooses, or for one connection to be renewed.</summary>
public sealed partial class InviteDialog
{
    private const string AgencyField = "name";
    private const string DaysField = "days";

    private Dialog _dialog = null!;
    private TextInput? _nameField;
    private TextInput? _daysField;
    private InvitationLink? _link;
    private HashSet<string> _chosen = [];
    private string _days = InviteTalent.UsualDays.ToString(CultureInfo.InvariantCulture);
    private string _agencyName = "";
    private string? _problem;
    private string? _wrongField;
    private bool _asksName;
    private bool _isBusy;

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required RenameAgency Renaming { get; init; }

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
        (not null, _) => "Invitation link",
        (_, null) => "Invite talent",
        _ => $"Invite to reconnect {Catalog.NameOf(Reconnect.Platform)}",
    };

    private string Purpose => Reconnect is null
        ? "You get a link to send to the talent. They open it without signing in here and give access on each platform's own page. You then see numbers that a handle alone doesn't show."
        : $"You get a link to send to the talent, who gives access to @{Reconnect.Handle} again. Its history and numbers stay.";

    private TextInput? WrongInput => _wrongField switch
    {
        AgencyField => _nameField,
        DaysField => _daysField,
        _ => null,
    };

    private InviteRequest Request => new(
        TalentId,
        [.. Catalog.All.Select(platform => platform.Key).Where(_chosen.Contains)],
        int.TryParse(_days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
        Reconnect?.Id);

    private IEnumerable<IPlatform> Offered => Catalog.All.Where(platform => Catalog.ConsentOf(platform.Key) is not null);

    protected override async Task OnInitializedAsync()
    {
        _chosen = Reconnect is not null ? [Reconnect.Platform] : [.. Offered.Where(IsConfigured).Select(platform => platform.Key)];
        try
        {
            _asksName = (await Agency.GetNameAsync(CancellationToken.None)).Value is null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not asked for then; the invitation itself still refuses without one.
            Logger.ReadFailed(exception);
        }
    }

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

        (_problem, _wrongField) = (null, null);
    }

    private async Task InviteAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem, _wrongField) = (true, null, null);
        try
        {
            var actor = await Actor.GetAsync();
            var failure = _asksName ? await NameAgencyAsync(actor) : null;
            if (failure is null)
            {
                var result = await Inviting.ExecuteAsync(Request, actor, CancellationToken.None);
                _link = result.Succeeded ? result.Value : null;
                failure = result.Failure;
            }

            Refuse(failure);
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

        await (WrongInput?.FocusAsync() ?? ValueTask.CompletedTask);
    }

    /// <returns>Null where the agency has a name now.</returns>
    private async Task<UseCaseError?> NameAgencyAsync(Actor actor)
    {
        if (string.IsNullOrWhiteSpace(_agencyName))
        {
            return new InvalidError(AgencyField, "Enter your agency's name, so that the talent knows who is asking.");
        }

        var renamed = await Renaming.ExecuteAsync(_agencyName, actor, CancellationToken.None);
        _asksName = !renamed.Succeeded;
        return renamed.Failure;
    }

    private void Refuse(UseCaseError? failure)
    {
        _problem = failure?.Sentence;
        _wrongField = failure is InvalidError { Field: AgencyField or DaysField } invalid ? invalid.Field : null;
    }

    private async Task CloseAsync() => await _dialog.CloseAsync();
}
