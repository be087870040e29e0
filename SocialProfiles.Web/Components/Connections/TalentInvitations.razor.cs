using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A talent's invitations whose links still work: sent again, or revoked.</summary>
public sealed partial class TalentInvitations
{
    private Dialog? _dialog;
    private InvitationLink? _renewed;
    private InvitationView? _revoking;

    [Inject]
    public required InvitationList List { get; init; }

    [Inject]
    public required InviteTalent Inviting { get; init; }

    [Inject]
    public required RevokeInvitation Revoking { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    protected override Task<IReadOnlyList<InvitationView>> ReadAsync(CancellationToken cancellationToken) => List.OfTalentAsync(TalentId, cancellationToken);

    private async Task RenewAsync(InvitationView invitation)
    {
        try
        {
            var result = await Inviting.AnewAsync(invitation.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);
            _renewed = result.Succeeded ? result.Value : null;
            if (!result.Succeeded)
            {
                await Done.InvokeAsync(result.Failure.Sentence);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Send an invitation anew");
            await Done.InvokeAsync(Sentences.NotDone);
        }
    }

    private async Task<UseCaseError?> RevokeAsync(InvitationView invitation)
    {
        var result = await Revoking.ExecuteAsync(invitation.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);
        if (result.Succeeded)
        {
            await Done.InvokeAsync("The invitation is revoked.");
        }

        return result.Failure;
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
        {
            await _dialog.CloseAsync();
        }
    }
}
