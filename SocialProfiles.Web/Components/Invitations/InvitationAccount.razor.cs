using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Visits;

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

    /// <summary>The page says above what a waiting consent is about.</summary>
    [Parameter]
    public bool IsSaidAbove { get; set; }

    private string TitleId => $"{Account.Platform.ToLowerInvariant()}-title";

    private string PlatformName => Catalog.NameOf(Account.Platform);

    private ConsentTerms? Terms => Catalog.ConsentOf(Account.Platform)?.Terms;

    private bool IsConnected => Account.IsConnected;

    private string Expected => $"{CalmText.Starting(Agency)} expects {string.Join(" or ", Account.ExpectedHandles.Select(handle => $"@{handle}"))}";

    private bool IsOpen => InvitationText.IsOpen(Account);

    // Short, beside the platform's name; whoever hears the page hears the name with it.
    private (string Seen, string Heard) Button => (Account.Connection, Account.Held) switch
    {
        (not null, _) => ("Connect again", $" with {PlatformName}"),
        (_, not null) => ("Use another account", $" for {PlatformName}"),
        _ => ("Connect", $" {PlatformName}"),
    };

    /// <summary>Whoever has just said no, or waits, is not pressed.</summary>
    private bool IsQuiet => Account.Held is not null || Account.Connection?.Consent?.EndedBecause == ConsentEndReason.Withdrawn;

    private string? EndedSentence => Account.Connection?.Consent?.EndedBecause switch
    {
        null => null,
        ConsentEndReason.Withdrawn => $"You withdrew access. {CalmText.Starting(Agency)} no longer reads anything here.{AskForLink}",
        _ => $"{PlatformName} ended the access, so nothing is read now.{(Account.CanConsent ? " To continue, connect again." : AskForLink)}",
    };

    private string AskForLink => Account.CanConsent ? "" : $" To connect again, ask {Agency.OrNeutral} for a new link.";

    private string NotPossible => Invitation.State == InvitationState.ManageOnly && Catalog.ConsentOf(Account.Platform)?.IsConfigured == true
        ? $"{PlatformName} isn't connected, and this link can no longer connect it. To connect it, ask {Agency.OrNeutral} for a new link."
        : $"{PlatformName} can't be connected right now. Ask {Agency.OrNeutral} when it will be possible.";
}
