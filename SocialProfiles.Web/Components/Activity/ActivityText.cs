using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>An entry of the activity in words that follow whoever did it: <c>ada@agency.example connected @mara.lind on Instagram</c>.</summary>
/// <param name="Verb">What comes before the subject.</param>
/// <param name="Rest">What comes after it; null where nothing does.</param>
/// <param name="Alone">All of it where somebody did it to himself; null where that reads no better.</param>
public sealed record ActivityText(IconShape Icon, string Verb, string? Rest = null, string? Alone = null)
{
    public static ActivityText Of(ActivityAction action) => action switch
    {
        ActivityAction.TalentAdded => new(IconShape.Plus, "added"),
        ActivityAction.TalentEdited => new(IconShape.Pencil, "edited"),
        ActivityAction.TalentArchived => new(IconShape.Archive, "archived"),
        ActivityAction.TalentRestored => new(IconShape.Restore, "restored", "to the roster"),
        ActivityAction.TalentDeleted => new(IconShape.Trash, "deleted", "with all profiles and numbers"),
        ActivityAction.Connected => new(IconShape.Link, "connected"),
        ActivityAction.Reconnected => new(IconShape.Link, "reconnected"),
        ActivityAction.RefreshRequested => new(IconShape.Arrows, "refreshed"),
        ActivityAction.Disconnected => new(IconShape.Trash, "disconnected"),
        ActivityAction.SyncSucceeded => new(IconShape.Tick, "synced"),
        ActivityAction.SyncFailed => new(IconShape.Warning, "couldn't sync"),
        ActivityAction.ProfileRenamed => new(IconShape.Arrows, "noticed the new handle"),
        ActivityAction.SignedIn => new(IconShape.Person, "signed in as", Alone: "signed in"),
        ActivityAction.SignInFailed => new(IconShape.Warning, "failed to sign in as"),
        ActivityAction.LockedOut => new(IconShape.Warning, "was locked out of", "after too many wrong passwords"),
        ActivityAction.SignedOut => new(IconShape.Person, "signed out as", Alone: "signed out"),
        ActivityAction.AdminCreated => new(IconShape.Person, "created the first owner", Alone: "created the first owner's account"),
        ActivityAction.ApiKeyCreated => new(IconShape.Key, "created the API key"),
        ActivityAction.ApiKeyRenewed => new(IconShape.Key, "renewed the API key"),
        ActivityAction.ApiKeyRevoked => new(IconShape.Key, "revoked the API key"),
        ActivityAction.SamplesAdded => new(IconShape.Flask, "added"),
        ActivityAction.TalentInvited => new(IconShape.Person, "invited", "to connect profiles"),
        ActivityAction.InvitationRenewed => new(IconShape.Arrows, "made a new invitation link for"),
        ActivityAction.InvitationRevoked => new(IconShape.Close, "revoked the invitation for"),
        ActivityAction.InvitationOpened => new(IconShape.Person, "opened the invitation for", Alone: "opened the invitation"),
        ActivityAction.ConsentGiven => new(IconShape.Link, "gave access to"),
        ActivityAction.ConsentDeclined => new(IconShape.Close, "declined to give access on"),
        ActivityAction.ConsentHeld => new(IconShape.Clock, "gave access to", "which needs an admin's decision"),
        ActivityAction.ConsentAccepted => new(IconShape.Tick, "accepted access to"),
        ActivityAction.ConsentRefused => new(IconShape.Close, "refused access to"),
        ActivityAction.ConsentWithdrawn => new(IconShape.Trash, "withdrew access to"),
        ActivityAction.ConsentEnded => new(IconShape.Warning, "lost access to"),
        ActivityAction.CredentialsChanged => new(IconShape.Key, "changed the credentials for"),
        ActivityAction.AgencyChanged => new(IconShape.People, "changed the agency's name to"),
        ActivityAction.MetricTrusted => new(IconShape.Tick, "trusted the new numbers of"),
        ActivityAction.AlertRuleAdded => new(IconShape.Bell, "added the alert"),
        ActivityAction.AlertRuleChanged => new(IconShape.Bell, "changed the alert"),
        ActivityAction.AlertRuleDeleted => new(IconShape.Trash, "deleted the alert"),
        ActivityAction.MailChanged => new(IconShape.Sliders, "changed the mail server to"),
        ActivityAction.WebhookAdded => new(IconShape.Link, "added the webhook endpoint"),
        ActivityAction.WebhookChanged => new(IconShape.Link, "changed the webhook endpoint"),
        ActivityAction.WebhookDeleted => new(IconShape.Trash, "deleted the webhook endpoint"),
        ActivityAction.ViewSaved => new(IconShape.Plus, "saved the view"),
        ActivityAction.ViewRenamed => new(IconShape.Pencil, "renamed the view"),
        ActivityAction.ViewDeleted => new(IconShape.Trash, "deleted the view"),
        ActivityAction.LogoChanged => new(IconShape.People, "changed the agency's logo:"),
        ActivityAction.TimeZoneChanged => new(IconShape.Clock, "changed the agency's time zone to"),
        ActivityAction.NumberReported => new(IconShape.Pencil, "added a self-reported number:"),
        ActivityAction.NumberRemoved => new(IconShape.Trash, "removed a self-reported number:"),
        ActivityAction.NumberRestored => new(IconShape.Restore, "restored a self-reported number:"),
        ActivityAction.MediaKitCreated => new(IconShape.Chart, "created a media kit of"),
        ActivityAction.MediaKitDeleted => new(IconShape.Trash, "deleted a media kit of"),
        ActivityAction.MediaKitShared => new(IconShape.Link, "made a public link to a media kit of"),
        ActivityAction.PlatformPaused => new(IconShape.Clock, "paused", "for everybody"),
        ActivityAction.PlatformResumed => new(IconShape.Arrows, "resumed"),
        ActivityAction.SettingChanged => new(IconShape.Sliders, "changed the setting"),
        ActivityAction.MediaKitLinkRevoked => new(IconShape.Close, "revoked the public link to a media kit of"),
        ActivityAction.ActivitySealed => new(IconShape.Key, "sealed the activity so far:"),
        ActivityAction.ActivityRemoved => new(IconShape.Trash, "removed the activity"),
        ActivityAction.ActivityKeepingChanged => new(IconShape.Clock, "changed how long activity is kept:"),
        ActivityAction.BackupMade => new(IconShape.Archive, "made the backup"),
        ActivityAction.BackupDeleted => new(IconShape.Trash, "deleted the backup"),
        ActivityAction.BackupDownloaded => new(IconShape.Down, "downloaded the backup"),
        ActivityAction.BackupSettingsChanged => new(IconShape.Archive, "changed backups to"),
        ActivityAction.PasswordReset => new(IconShape.Key, "reset the password of", Alone: "reset the password"),
        ActivityAction.Imported => new(IconShape.Plus, "imported"),
        ActivityAction.LeavingPackMade => new(IconShape.Archive, "made a pack of all the data of"),
        ActivityAction.TalentErased => new(IconShape.Trash, "erased", "at the talent's request"),
        ActivityAction.TracesErased => new(IconShape.Trash, "erased"),
        ActivityAction.PasswordChanged => new(IconShape.Key, "changed the password of", Alone: "changed their password"),
        ActivityAction.EmailChanged => new(IconShape.Person, "changed their e-mail address to"),
        ActivityAction.RecoveryLinkMade => new(IconShape.Link, "created a password link for", Alone: "created a password link for themselves"),
        ActivityAction.PasswordRecovered => new(IconShape.Key, "set a new password with a password link for", Alone: "set a new password with a password link"),
        ActivityAction.SecondFactorTurnedOn => new(IconShape.Key, "turned on the second step for", Alone: "turned on the second step"),
        ActivityAction.SecondFactorTurnedOff => new(IconShape.Warning, "turned off the second step for", Alone: "turned off the second step"),
        ActivityAction.RecoveryCodesRenewed => new(IconShape.Arrows, "made new recovery codes for", Alone: "made new recovery codes"),
        ActivityAction.SignedInByRecoveryCode => new(IconShape.Person, "signed in with a recovery code as", Alone: "signed in with a recovery code"),
        ActivityAction.SecondStepFailed => new(IconShape.Warning, "entered a wrong code for"),
        ActivityAction.PasskeyAdded => new(IconShape.Key, "added the passkey"),
        ActivityAction.PasskeyRemoved => new(IconShape.Trash, "removed the passkey"),
        ActivityAction.SignedInByPasskey => new(IconShape.Person, "signed in with a passkey as", Alone: "signed in with a passkey"),
        ActivityAction.SessionEnded => new(IconShape.Close, "signed out a device of", Alone: "signed out one of their devices"),
        ActivityAction.SignedOutEverywhere => new(IconShape.Close, "signed out everywhere:", Alone: "signed out everywhere"),

        ActivityAction.SignOnProviderAdded => new(IconShape.Key, "added the single sign-on provider"),
        ActivityAction.SignOnProviderChanged => new(IconShape.Key, "changed the single sign-on provider"),
        ActivityAction.SignOnProviderRemoved => new(IconShape.Trash, "removed the single sign-on provider"),
        ActivityAction.SignOnRequirementChanged => new(IconShape.Key, "made single sign-on"),
        ActivityAction.SignOnConnected => new(IconShape.Link, "connected their account at"),
        ActivityAction.SignOnDisconnected => new(IconShape.Close, "disconnected their account at"),
        ActivityAction.PersonDisconnected => new(IconShape.Close, "disconnected the single sign-on of"),
        ActivityAction.SignedInBySignOn => new(IconShape.Person, "signed in with single sign-on as", Alone: "signed in with single sign-on"),
        ActivityAction.SignedOutBySignOn => new(IconShape.Close, "signed out", "because they signed out at their provider"),

        ActivityAction.ColleagueInvited => new(IconShape.Person, "invited", "to the team"),
        ActivityAction.ColleagueInvitationRevoked => new(IconShape.Close, "revoked the invitation to the team for"),
        ActivityAction.ColleagueJoined => new(IconShape.Person, "joined the team as", Alone: "joined the team"),
        ActivityAction.RoleChanged => new(IconShape.Sliders, "changed the role of"),
        ActivityAction.PersonDeactivated => new(IconShape.Close, "deactivated"),
        ActivityAction.PersonReactivated => new(IconShape.Restore, "reactivated"),
        ActivityAction.OwnershipHandedOver => new(IconShape.Key, "handed ownership over to"),

        // One that a newer version wrote: better its name than nothing.
        _ => new(IconShape.Info, action.ToString()),
    };

    /// <summary>The whole sentence, as text.</summary>
    public static string Sentence(ActivityEntry entry)
    {
        var text = Of(entry.Action);
        return text.Alone is not null && entry.Actor == entry.Subject
            ? $"{entry.Actor} {text.Alone}"
            : $"{entry.Actor} {text.Verb} {entry.Subject} {text.Rest}".TrimEnd();
    }

    /// <summary>Where it came from.</summary>
    /// <param name="withAddress">Whether the reader may know network addresses.</param>
    public static string From(ActivityEntry entry, bool withAddress = true)
    {
        var place = entry.Source switch
        {
            ActivitySource.Browser => "Browser",
            ActivitySource.Api => "API",
            _ => "Automatic",
        };
        return entry.Address is null || !withAddress ? place : $"{place}, {entry.Address}";
    }
}
