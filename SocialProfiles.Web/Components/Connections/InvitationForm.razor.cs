using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <param name="Platforms">Keys of the chosen platforms, in the order of the catalogue.</param>
/// <param name="Days">As typed; 0 for what is no number.</param>
public sealed record InvitationChoice(IReadOnlyList<string> Platforms, int Days);

/// <summary>What an invitation is for and how long its link lives; and, before the first one, who invites.</summary>
public sealed partial class InvitationForm
{
    private const string AgencyField = "name";
    private const string DaysField = "days";

    private TextInput? _nameField;
    private TextInput? _daysField;
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
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<InvitationForm> Logger { get; init; }

    /// <summary>What comes of it, in a sentence or two.</summary>
    [Parameter, EditorRequired]
    public required string Purpose { get; set; }

    /// <summary>What the button does: <c>Create link</c>.</summary>
    [Parameter, EditorRequired]
    public required string Action { get; set; }

    /// <summary>Key of the only platform that it is for; null where an admin chooses.</summary>
    [Parameter]
    public string? Only { get; set; }

    /// <summary>Makes the invitation, or says why not.</summary>
    [Parameter, EditorRequired]
    public required Func<InvitationChoice, Actor, Task<UseCaseError?>> Invite { get; set; }

    /// <summary>Shown while it is made.</summary>
    [Parameter]
    public RenderFragment? Progress { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Cancelled { get; set; }

    private TextInput? WrongInput => _wrongField switch
    {
        AgencyField => _nameField,
        DaysField => _daysField,
        _ => null,
    };

    private InvitationChoice Choice => new(
        [.. Catalog.All.Select(platform => platform.Key).Where(_chosen.Contains)],
        int.TryParse(_days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0);

    private IEnumerable<IPlatform> Offered => Catalog.All.Where(platform => Catalog.ConsentOf(platform.Key) is not null);

    protected override async Task OnInitializedAsync()
    {
        _chosen = Only is not null ? [Only] : [.. Offered.Where(IsConfigured).Select(platform => platform.Key)];
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
            var actor = await Actor.GetAsync(Role.Editor);
            var failure = _asksName ? await NameAgencyAsync(actor) : null;
            Refuse(failure ?? await Invite(Choice, actor));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Invite talent");
            _problem = Sentences.NotDoneBecause(exception);
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
}
