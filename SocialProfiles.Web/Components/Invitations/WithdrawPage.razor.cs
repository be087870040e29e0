using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Consents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>Asks before a consent is taken back. A form, so that it works without a script.</summary>
public sealed partial class WithdrawPage
{
    private AgencyName _agency = new(Value: null);
    private Guid _invitationId;
    private InvitedAccount? _account;
    private string? _problem;

    [Inject]
    public required OpenInvitation Opening { get; init; }

    [Inject]
    public required WithdrawConsent Withdrawing { get; init; }

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<WithdrawPage> Logger { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Parameter]
    public required string Token { get; set; }

    [Parameter]
    public Guid ConnectionId { get; set; }

    private string PlatformName => Catalog.NameOf(_account!.Platform);

    protected override async Task OnInitializedAsync()
    {
        _agency = await Agency.GetNameAsync(Http.RequestAborted);
        var invitation = await Opening.ExecuteAsync(Token, Http.RequestAborted);
        _invitationId = invitation.Id;
        _account = invitation.Accounts.FirstOrDefault(account => account.Connection?.Id == ConnectionId && account.IsConnected);
        if (_account is null)
        {
            // Withdrawn already, or never theirs: the invitation's own page says how it stands.
            Navigation.NavigateTo(ConsentPaths.Invitation(Token));
        }
    }

    private async Task WithdrawAsync()
    {
        if (_account is null)
        {
            return;
        }

        try
        {
            // Not the request's token: once it is asked for, it is done, even if the phone goes offline.
            var result = await Withdrawing.ExecuteAsync(_invitationId, ConnectionId, Http.ClientAddress(), CancellationToken.None);
            Navigation.NavigateTo(result.Succeeded
                ? OutcomeWord.AddTo(ConsentPaths.Invitation(Token), result.Value, _account.Platform)
                : ConsentPaths.Invitation(Token));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NavigationException))
        {
            Logger.ActionFailed(exception, "Withdraw consent");
            _problem = "That didn't work, and nothing was changed. Try again in a minute.";
        }
    }
}
