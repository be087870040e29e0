using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>One platform of an invitation: what it is about, the button, how it goes, and the way back.</summary>
public sealed partial class InvitationAccount
{
    // Rendered by the server first, so that it is there without a script and before the circuit is.
    private static readonly InteractiveServerRenderMode _live = new(prerender: true);

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Parameter, EditorRequired]
    public required InvitedAccount Account { get; set; }

    [Parameter, EditorRequired]
    public required OpenedInvitation Invitation { get; set; }

    [Parameter, EditorRequired]
    public required AgencyName Agency { get; set; }

    [Parameter, EditorRequired]
    public required string Token { get; set; }

    private string TitleId => $"{Account.Platform.ToLowerInvariant()}-title";

    private string PlatformName => Catalog.NameOf(Account.Platform);

    private ConsentTerms? Terms => Catalog.ConsentOf(Account.Platform)?.Terms;

    private bool IsConnected => InvitationText.IsConnected(Account);

    private string Expected => $"{CalmText.Starting(Agency)} expects {string.Join(" or ", Account.ExpectedHandles.Select(handle => $"@{handle}"))}";

    private string ButtonText => (Account.Connection, Account.Held) switch
    {
        (not null, _) => $"Connect {PlatformName} again",
        (_, not null) => "Connect with another account",
        _ => $"Connect {PlatformName}",
    };

    private string? EndedSentence => Account.Connection?.Consent?.EndedBecause switch
    {
        null => null,
        ConsentEnd.Withdrawn => $"You withdrew your consent. {CalmText.Starting(Agency)} reads nothing more here.{AskForLink}",
        _ => $"{PlatformName} ended the consent, so nothing is read any more.{(Account.CanConsent ? " To go on, connect again." : AskForLink)}",
    };

    private string AskForLink => Account.CanConsent ? "" : $" To connect again, ask {Agency.OrNeutral} for a new link.";

    private string NotPossible => Invitation.State == InvitationState.ManageOnly && Catalog.ConsentOf(Account.Platform)?.IsConfigured == true
        ? $"{PlatformName} is not connected, and cannot be with this link any more. If it should be, ask {Agency.OrNeutral} for a new one."
        : $"{PlatformName} cannot be connected at the moment. Ask {Agency.OrNeutral} when it can.";

    private IEnumerable<string> HeldSentences(HeldConsentView held)
    {
        if (held.Because == HeldBecause.AccountOfAnotherTalent)
        {
            yield return $"You consented with @{held.Handle}. This account is connected with somebody else at {Agency.OrNeutral} already, so nothing is read until they have looked at it.";
            yield return Account.CanConsent
                ? "If you meant another account, switch to it on the platform and connect again. Otherwise there is nothing to do for you."
                : "There is nothing to do for you.";
            yield break;
        }

        yield return held.ExpectedHandle is { } expected
            ? $"You consented with @{held.Handle}, and {Agency.OrNeutral} expected @{expected}. Nothing is read until they have accepted it."
            : $"You consented with @{held.Handle}. Nothing is read until {Agency.OrNeutral} has accepted it.";
        yield return Account.CanConsent && held.ExpectedHandle is { } right
            ? $"If @{held.Handle} is right, there is nothing to do for you. If you meant @{right}, switch to it on {PlatformName} first, then connect again."
            : "There is nothing to do for you.";
    }
}
