using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>What a talent reads when something is not as expected: what it is, what it means, and what to do next. Never a fault of theirs.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="What">What happened, and what did not.</param>
/// <param name="Next">The one thing to do, or that there is nothing to do.</param>
public sealed record CalmText(IconShape Icon, string Title, string What, string Next)
{
    /// <summary>A link that opens nothing.</summary>
    public static CalmText OfLink(InvitationState state, AgencyName agency) => state switch
    {
        InvitationState.Tampered => new(
            IconShape.Link,
            "This link isn't complete",
            "It was cut off or changed on its way to you, so it doesn't open anything.",
            $"Open it again from the message it came in, or copy the whole link. If that doesn't help, ask {agency.OrNeutral} for a new one."),
        InvitationState.Revoked => new(
            IconShape.Info,
            "This invitation was withdrawn",
            $"{Starting(agency)} withdrew it, so its link no longer works.",
            $"If you didn't expect that, ask {agency.OrNeutral}."),
        InvitationState.Expired => new(
            IconShape.Clock,
            "This link has expired",
            "Links like this expire after a few days, for your safety. Nothing was connected with it.",
            $"Ask {agency.OrNeutral} for a new one."),
        InvitationState.Ended => new(
            IconShape.Clock,
            "This page has closed",
            "Nobody has used this link for a long time, so we closed it for your safety. What you connected stays connected.",
            $"To see it or to withdraw access, ask {agency.OrNeutral} for a new link."),
        _ => new(
            IconShape.Info,
            "This link doesn't work",
            "A newer link has replaced it, or it was changed on its way to you.",
            $"Use the newest link you got, or ask {agency.OrNeutral} for a new one."),
    };

    /// <summary>A consent that connected nothing, by its outcome alone.</summary>
    /// <param name="platform">Display name; null where it is not known.</param>
    public static CalmText OfOutcome(ConsentOutcome outcome, string? platform, AgencyName agency)
    {
        var there = platform ?? "the platform";
        return outcome switch
        {
            ConsentOutcome.Declined => new(
                IconShape.Info,
                platform is null ? "You declined" : $"You declined on {platform}",
                "Nothing was connected, and nothing was read.",
                "If you change your mind, connect below. Otherwise you don't need to do anything."),
            ConsentOutcome.OtherAccount or ConsentOutcome.AccountOfAnotherTalent or ConsentOutcome.AccountUnclear => new(
                IconShape.Clock,
                "Your access needs to be checked",
                $"{Starting(agency)} has to check the account first. Nothing is read until then.",
                $"You don't need to do anything. {Starting(agency)} will get in touch if something is missing."),
            ConsentOutcome.ScopeMissing => new(
                IconShape.Info,
                "One permission is missing",
                "Nothing can be read without it, so nothing was connected.",
                $"Connect again, and leave the ticks on {Possessive(there)} page as they are."),
            ConsentOutcome.NoAccount => new(
                IconShape.Person,
                $"There's no account on {there} that we can read",
                $"You signed in to {there}, but that account can't be read. It may be personal instead of professional, or have no channel. Nothing was connected.",
                $"Sign in to {there} with the account you work with, or switch it to a professional account there. Then connect again."),
            ConsentOutcome.PlatformFailed => new(
                IconShape.Warning,
                $"{Starting(there)} sent an unexpected answer",
                "Nothing was connected. This usually passes within minutes.",
                $"Try again in a few minutes. If it keeps happening, tell {agency.OrNeutral}."),
            ConsentOutcome.NotStored => new(
                IconShape.Warning,
                "We couldn't save your answer",
                "Nothing was connected, and we gave the access back.",
                $"Try again in a few minutes. If it keeps happening, tell {agency.OrNeutral}."),
            ConsentOutcome.UsedState => new(
                IconShape.Info,
                "We already have your answer",
                "It arrived a second time, for example because you went back in the browser. You don't need to do anything.",
                "Open your invitation again to see the current state."),
            ConsentOutcome.ExpiredState => new(
                IconShape.Clock,
                "That took longer than an hour",
                "For your safety, permission requests expire after one hour. Nothing was connected.",
                "Open your invitation again, and connect again."),
            ConsentOutcome.OtherBrowser => new(
                IconShape.Info,
                "You started in another browser",
                $"That happens when an app opens its own browser, or a private window was closed. For your safety, you have to finish where you started, so nothing was connected.",
                "Open your invitation in this browser, and connect from there."),
            ConsentOutcome.InvitationOver => new(
                IconShape.Clock,
                "This invitation has ended",
                "It expired or was withdrawn before you finished. Nothing was connected.",
                $"Ask {agency.OrNeutral} for a new link."),
            _ => new(
                IconShape.Link,
                "There is nothing to finish here",
                "This address doesn't belong to a request from us. Nothing was connected.",
                "Open your invitation again, and start there."),
        };
    }

    /// <summary>A consent that waits for an admin. Names both accounts, and nobody else's name.</summary>
    /// <param name="canConsent">Whether the talent can still use another account.</param>
    public static CalmText OfHeld(HeldConsentView held, bool canConsent, string platform, AgencyName agency)
    {
        const string NothingToDo = "You don't need to do anything.";
        if (held.Because == HeldBecause.AccountOfAnotherTalent)
        {
            return new(
                IconShape.Clock,
                "This account is already connected",
                $"You gave access to @{held.Handle}, which is already connected for somebody else at {agency.OrNeutral}. Nothing is read with your access until they have checked it.",
                canConsent ? $"If you meant another account, switch to it on {platform} first, then connect below. Otherwise you don't need to do anything." : NothingToDo);
        }

        if (held.Because is HeldBecause.SameHandleOtherAccount or HeldBecause.HandleNotShared)
        {
            return new(
                IconShape.Clock,
                "We need to check this account",
                $"We can't be sure that you gave access to @{held.ExpectedHandle}. Nothing is read until {agency.OrNeutral} has checked it.",
                canConsent ? $"If you meant another account, switch to it on {platform} first, then connect below. Otherwise you don't need to do anything." : NothingToDo);
        }

        return held.ExpectedHandle is { } expected
            ? new(
                IconShape.Clock,
                "This isn't the expected account",
                $"You gave access to @{held.Handle}, but {agency.OrNeutral} expected @{expected}. Nothing is read until they accept it.",
                canConsent ? $"If @{held.Handle} is right, you don't need to do anything. If you meant @{expected}, switch to it on {platform} first, then connect below." : NothingToDo)
            : new(IconShape.Clock, "Your access needs to be checked", $"You gave access to @{held.Handle}. Nothing is read until {agency.OrNeutral} accepts it.", NothingToDo);
    }

    /// <summary>A consent that the talent took back.</summary>
    /// <param name="revokesAt">Where the platform lists the apps that a person consented to, as a sentence.</param>
    public static CalmText OfWithdrawal(Revocation revocation, string platform, string? revokesAt, AgencyName agency) => new(
        IconShape.Tick,
        $"{platform} is disconnected",
        $"{Starting(agency)} no longer reads anything there. Everything that only your permission showed has been deleted.",
        revocation switch
        {
            Revocation.Done or Revocation.NotNeeded => $"We told {platform} as well. You don't need to do anything else.",
            Revocation.NotOffered => $"We can't tell {platform} for you, so please remove the access there as well. {revokesAt}",
            _ => $"{platform} didn't answer just now. To be sure, remove the access there as well. {revokesAt}",
        });

    /// <summary>The agency at the beginning of a sentence.</summary>
    public static string Starting(AgencyName agency) => agency.Value ?? Starting(agency.OrNeutral);

    private static string Starting(string text) => text.StartsWith("the ", StringComparison.Ordinal) ? $"T{text[1..]}" : text;

    private static string Possessive(string name) => name.EndsWith('s') ? $"{name}'" : $"{name}'s";
}
