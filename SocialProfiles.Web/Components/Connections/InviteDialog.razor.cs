using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Makes an invitation and shows its link: for platforms that an admin chooses, or for one connection to be renewed.</summary>
public sealed partial class InviteDialog
{
    private Dialog _dialog = null!;
    private InvitationLink? _link;

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required InviteTalent Inviting { get; init; }

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

    private async Task<UseCaseError?> InviteAsync(InvitationChoice choice, Actor actor)
    {
        var result = await Inviting.ExecuteAsync(new InviteRequest(TalentId, choice.Platforms, choice.Days, Reconnect?.Id), actor, CancellationToken.None);
        _link = result.Succeeded ? result.Value : null;
        StateHasChanged();
        return result.Failure;
    }

    private async Task CloseAsync() => await _dialog.CloseAsync();
}
