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
            "It was cut off or changed on its way to you, so it opens nothing.",
            $"Open it again from the message in which you got it, or copy it whole. If that does not help, ask {agency.OrNeutral} for a new one."),
        InvitationState.Revoked => new(
            IconShape.Info,
            "This invitation was taken back",
            $"{Starting(agency)} took it back, so it opens nothing any more.",
            $"If you did not expect that, ask {agency.OrNeutral}."),
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
                platform is null ? "You said no" : $"You said no on {platform}",
                "Nothing was connected, and nothing was read.",
                "If you change your mind, connect below. Otherwise you are done here."),
            ConsentOutcome.OtherAccount or ConsentOutcome.AccountOfAnotherTalent or ConsentOutcome.AccountUnclear => new(
                IconShape.Clock,
                "Your consent waits for an answer",
                $"{Starting(agency)} has to look at the account first. Nothing is read until then.",
                $"There is nothing to do for you; {agency.OrNeutral} gets in touch if there is."),
            ConsentOutcome.ScopeMissing => new(
                IconShape.Info,
                "One permission is missing",
                "Without it nothing can be read, so nothing was connected.",
                $"Connect again, and leave the ticks on {Possessive(there)} page as they are."),
            ConsentOutcome.NoAccount => new(
                IconShape.Person,
                $"There is no account on {there} to read",
                $"You signed in to {there}, but not with an account of the kind that can be read: it may be a personal one instead of a professional one, or have no channel. Nothing was connected.",
                $"Sign in to {there} with the account that you work with, or make it a professional one there. Then connect again."),
            ConsentOutcome.PlatformFailed => new(
                IconShape.Warning,
                $"{Starting(there)} did not answer as it should",
                "Nothing was connected. This is mostly over within minutes.",
                $"Try again a little later. If it stays, tell {agency.OrNeutral}."),
            ConsentOutcome.NotStored => new(
                IconShape.Warning,
                "We couldn't save your answer",
                "Nothing was connected, and the access was given back.",
                $"Try again in a few minutes. If it keeps happening, tell {agency.OrNeutral}."),
            ConsentOutcome.UsedState => new(
                IconShape.Info,
                "This answer came before",
                "It came a second time, for example by going back in the browser. It counts once, and did so.",
                "Open the link of your invitation again to see how it stands."),
            ConsentOutcome.ExpiredState => new(
                IconShape.Clock,
                "That took longer than an hour",
                "For your safety a consent has to be finished within the hour. Nothing was connected.",
                "Open the link of your invitation again, and connect once more."),
            ConsentOutcome.OtherBrowser => new(
                IconShape.Info,
                "This is another browser than the one you began in",
                $"It happens when an app opens its own browser, or a private window was closed. For your safety a consent ends where it began, so nothing was connected.",
                "Open the link of your invitation in this browser, and connect from there."),
            ConsentOutcome.InvitationOver => new(
                IconShape.Clock,
                "The invitation ended meanwhile",
                "Its time was over, or it was taken back, before you were done. Nothing was connected.",
                $"Ask {agency.OrNeutral} for a new link."),
            _ => new(
                IconShape.Link,
                "There is nothing to finish here",
                "This address does not belong to a consent that was begun with us. Nothing was connected.",
                "Open the link of your invitation again, and begin there."),
        };
    }

    /// <summary>A consent that waits for an admin. Names both accounts, and nobody else's name.</summary>
    /// <param name="canConsent">Whether the talent can still use another account.</param>
    public static CalmText OfHeld(HeldConsentView held, bool canConsent, string platform, AgencyName agency)
    {
        const string NothingToDo = "There is nothing to do for you.";
        if (held.Because == HeldBecause.AccountOfAnotherTalent)
        {
            return new(
                IconShape.Clock,
                "This account is connected already",
                $"You consented with @{held.Handle}, which is connected with somebody else at {agency.OrNeutral}. Nothing is read through you until they have looked at it.",
                canConsent ? $"If you meant another account, switch to it on {platform} first, then connect below. Otherwise there is nothing to do for you." : NothingToDo);
        }

        if (held.Because is HeldBecause.SameHandleOtherAccount or HeldBecause.HandleNotShared)
        {
            return new(
                IconShape.Clock,
                "We need to check this account",
                $"We can't tell for sure that you gave access to @{held.ExpectedHandle}. Nothing is read until {agency.OrNeutral} has looked at it.",
                canConsent ? $"If you meant another account, switch to it on {platform} first, then connect below. Otherwise you don't need to do anything." : NothingToDo);
        }

        return held.ExpectedHandle is { } expected
            ? new(
                IconShape.Clock,
                "This is another account than expected",
                $"You consented with @{held.Handle}, and {agency.OrNeutral} expected @{expected}. Nothing is read until they have accepted it.",
                canConsent ? $"If @{held.Handle} is right, there is nothing to do for you. If you meant @{expected}, switch to it on {platform} first, then connect below." : NothingToDo)
            : new(IconShape.Clock, "Your consent waits for an answer", $"You consented with @{held.Handle}. Nothing is read until {agency.OrNeutral} has accepted it.", NothingToDo);
    }

    /// <summary>A consent that the talent took back.</summary>
    /// <param name="revokesAt">Where the platform lists the apps that a person consented to, as a sentence.</param>
    public static CalmText OfWithdrawal(Revocation revocation, string platform, string? revokesAt, AgencyName agency) => new(
        IconShape.Tick,
        $"{platform} is disconnected",
        $"{Starting(agency)} reads nothing more there, and what only your consent showed is deleted.",
        revocation switch
        {
            Revocation.Done or Revocation.NotNeeded => $"{platform} was told, too. There is nothing more to do.",
            Revocation.NotOffered => $"{platform} takes no notice from us. To remove the access there as well: {revokesAt}",
            _ => $"{platform} did not answer just now. To be sure, remove the access there as well: {revokesAt}",
        });

    /// <summary>The agency at the beginning of a sentence.</summary>
    public static string Starting(AgencyName agency) => agency.Value ?? Starting(agency.OrNeutral);

    private static string Starting(string text) => text.StartsWith("the ", StringComparison.Ordinal) ? $"T{text[1..]}" : text;

    private static string Possessive(string name) => name.EndsWith('s') ? $"{name}'" : $"{name}'s";
}
