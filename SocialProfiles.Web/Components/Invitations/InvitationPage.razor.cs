using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Consents;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>
/// The talent's own page: what the agency asks for, and later what is connected, what is read, and how to take it back.
/// Rendered once and without a script; only the state of a connection comes alive.
/// </summary>
public sealed partial class InvitationPage
{
    private AgencyName _agency = new(Value: null);
    private OpenedInvitation? _view;
    private CalmText? _calm;
    private ConsentOutcome? _outcome;
    private IReadOnlyList<string> _lead = [];

    [Inject]
    public required OpenInvitation Opening { get; init; }

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Parameter]
    public required string Token { get; set; }

    [SupplyParameterFromQuery]
    public string? Outcome { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery]
    public string? Withdrawal { get; set; }

    private string Title => _calm?.Title ?? (_view is null ? "" : InvitationText.TitleOf(_view, _outcome, PlatformName, _agency));

    private string? PlatformName => Catalog.TryGet(Platform, out var platform) ? platform.Name : null;

    /// <summary>Whether the message above says what the account's own box would.</summary>
    private bool IsSaidAbove(InvitedAccount account) =>
        account.Platform == Platform && _calm is not null && _outcome is ConsentOutcome.OtherAccount or ConsentOutcome.AccountOfAnotherTalent or ConsentOutcome.AccountUnclear;

    private string End => InvitationText.EndOf(_view!, _agency);

    protected override async Task OnInitializedAsync()
    {
        _agency = await Agency.GetNameAsync(Http.RequestAborted);
        var opened = await Opening.ExecuteAsync(Token, Http.RequestAborted);
        if (opened.State is not (InvitationState.Open or InvitationState.ManageOnly))
        {
            _calm = CalmText.OfLink(opened.State, _agency);

            // Not 404: for that the framework leaves a page empty.
            Http.Response.StatusCode = opened.State == InvitationState.Tampered ? StatusCodes.Status400BadRequest : StatusCodes.Status410Gone;
            return;
        }

        _outcome = OutcomeWord.ReadOutcome(Outcome);
        _view = opened with { Accounts = InvitationText.Sort(opened.Accounts, Platform) };
        _calm = MessageOf(opened.Accounts.FirstOrDefault(account => account.Platform == Platform));
        _lead = _calm is null ? InvitationText.LeadOf(_view, _outcome, Catalog, _agency) : [];
    }

    /// <summary>What the address says has just happened, as far as it is true of the account.</summary>
    private CalmText? MessageOf(InvitedAccount? account)
    {
        if (account is null || PlatformName is not { } platform)
        {
            return null;
        }

        if (OutcomeWord.ReadRevocation(Withdrawal) is { } revocation)
        {
            return account.Connection?.Consent?.EndedBecause == ConsentEndReason.Withdrawn
                ? CalmText.OfWithdrawal(revocation, platform, Catalog.ConsentOf(account.Platform)?.Terms.RevokesAt, _agency)
                : null;
        }

        return _outcome switch
        {
            null or ConsentOutcome.Connected => null,

            ConsentOutcome.OtherAccount or ConsentOutcome.AccountOfAnotherTalent or ConsentOutcome.AccountUnclear =>
                account.Held is { } held ? CalmText.OfHeld(held, account.CanConsent, platform, _agency) : null,
            { } outcome => CalmText.OfOutcome(outcome, platform, _agency),
        };
    }
}
