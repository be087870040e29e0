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
        var isJustConnected = outcome == ConsentOutcome.Connected && platform is not null && invitation.Accounts.Any(IsConnected);
        return (isJustConnected, IsDone(invitation)) switch
        {
            (true, true) => "All done, thank you",
            (true, false) => $"{platform} is connected",
            (false, true) => "Your connected accounts",
            _ when invitation.Accounts.Any(IsConnected) => "Your accounts",
            _ => $"Connect your accounts with {agency.OrNeutral}",
        };
    }

    public static IReadOnlyList<string> LeadOf(OpenedInvitation invitation, ConsentOutcome? outcome, PlatformCatalog catalog, AgencyName agency)
    {
        var next = invitation.Accounts.Where(account => account.CanConsent && !IsConnected(account)).Select(account => catalog.NameOf(account.Platform)).ToArray();
        if (invitation.Accounts.Any(IsConnected))
        {
            return outcome == ConsentOutcome.Connected
                ? [next is [var first, ..] ? $"Next: {first}." : $"{CalmText.Starting(agency)} now sees your numbers without any further work of yours. You can close this page."]
                : [];
        }

        return
        [
            $"Hello {invitation.TalentName}. {invitation.InvitedBy} asks you to let {agency.OrNeutral} read the numbers of your {Listed(next, "account")}.",
        ];
    }

    public static string EndOf(OpenedInvitation invitation, AgencyName agency) => invitation switch
    {
        { State: InvitationState.ManageOnly } when IsDone(invitation) =>
            $"Keep this link: it shows what is read and when, and lets you withdraw access. {Life(invitation)}",
        { State: InvitationState.ManageOnly } =>
            $"Nothing more can be connected with this link; ask {agency.OrNeutral} for a new one. It still shows what is read, and lets you withdraw access. {Life(invitation)}",
        _ => $"Accounts can be connected with this link until {RelativeText.Date(invitation.ExpiresAt)}. Keep it: later, it shows what is read and when, and lets you withdraw access.",
    };

    private static string Life(OpenedInvitation invitation) => $"It works until {RelativeText.Date(invitation.EndsAt)}, and longer each time you open it.";

    public static bool IsConnected(InvitedAccount account) => account.Connection is { Consent.EndedBecause: null };

    private static bool IsDone(OpenedInvitation invitation) =>
        invitation.Accounts.Any(IsConnected) && !invitation.Accounts.Any(account => (account.CanConsent && !IsConnected(account)) || account.Held is not null);

    /// <summary>Names in a sentence: <c>Instagram and TikTok accounts</c>.</summary>
    public static string Listed(string[] names, string noun) => names switch
    {
        [] => $"{noun}s",
        [var only] => $"{only} {noun}",
        [.. var most, var last] => $"{string.Join(", ", most)} and {last} {noun}s",
    };
}
