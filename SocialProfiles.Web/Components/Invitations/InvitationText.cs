using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>What stands around the accounts of an invitation that can be used.</summary>
internal static class InvitationText
{
    /// <summary>First what has just happened, then what is to do, then what is done; else as the agency asked.</summary>
    /// <param name="platform">Key of the platform that has just been answered; null where none was.</param>
    public static IReadOnlyList<InvitedAccount> Sort(IReadOnlyList<InvitedAccount> accounts, string? platform) =>
        [.. accounts.OrderBy(account => account.Platform == platform ? 0 : account.CanConsent ? 1 : 2)];

    public static string TitleOf(OpenedInvitation invitation, ConsentOutcome? outcome, string? platform, AgencyName agency)
    {
        var isJustConnected = outcome == ConsentOutcome.Connected && platform is not null && invitation.Accounts.Any(account => account.IsConnected);
        return (isJustConnected, IsDone(invitation)) switch
        {
            (true, true) => "All done, thank you",
            (true, false) => $"{platform} is connected",
            (false, true) => "Your connected accounts",
            _ when invitation.Accounts.Any(account => account.IsConnected) => "Your accounts",
            _ => $"Connect your accounts with {agency.OrNeutral}",
        };
    }

    public static IReadOnlyList<string> LeadOf(OpenedInvitation invitation, ConsentOutcome? outcome, PlatformCatalog catalog, AgencyName agency)
    {
        if (invitation.Accounts.Any(account => account.IsConnected))
        {
            return outcome == ConsentOutcome.Connected
                ? [invitation.Accounts.FirstOrDefault(IsOpen) is { } next ? $"Next: {catalog.NameOf(next.Platform)}." : $"{CalmText.Starting(agency)} now sees your numbers, and you don't need to do anything else. You can close this page."]
                : [];
        }

        return
        [
            $"Hello {invitation.TalentName}. {invitation.InvitedBy} asks to see the numbers of {(invitation.Accounts.Count == 1 ? "your account" : "these accounts")}.",
        ];
    }

    /// <summary>How far it is; null where there is one account only.</summary>
    public static string? ProgressOf(OpenedInvitation invitation) => (Connected(invitation), invitation.Accounts.Count) switch
    {
        (_, < 2) => null,
        (2, 2) => "Both connected",
        var (done, all) when done == all => $"All {all} connected",
        var (done, all) => $"{done} of {all} connected",
    };

    /// <summary>How many accounts are connected.</summary>
    public static int Connected(OpenedInvitation invitation) => invitation.Accounts.Count(account => account.IsConnected);

    /// <summary>What everybody reads before a button is pressed; the rest is folded away at each account.</summary>
    public static string EssenceOf(AgencyName agency) => $"{CalmText.Starting(agency)} only reads: it never posts for you, and never sees your messages or your password.";

    public static string EndOf(OpenedInvitation invitation, AgencyName agency) => invitation switch
    {
        { State: InvitationState.ManageOnly } when IsDone(invitation) =>
            $"Keep this link: it shows what is read and when, and lets you withdraw access. {Life(invitation)}",
        { State: InvitationState.ManageOnly } =>
            $"This link can no longer connect accounts. Ask {agency.OrNeutral} for a new one. It still shows what is read, and lets you withdraw access. {Life(invitation)}",
        _ => $"You can connect accounts with this link until {RelativeText.Date(invitation.ExpiresAt)}. Keep it: later, it shows what is read and when, and lets you withdraw access.",
    };

    private static string Life(OpenedInvitation invitation) => $"It works until {RelativeText.Date(invitation.EndsAt)}, and longer each time you open it.";

    /// <summary>Still to be connected, and can be.</summary>
    public static bool IsOpen(InvitedAccount account) => account.CanConsent && !account.IsConnected;

    private static bool IsDone(OpenedInvitation invitation) =>
        invitation.Accounts.Any(account => account.IsConnected) && !invitation.Accounts.Any(account => IsOpen(account) || account.Held is not null);
}
