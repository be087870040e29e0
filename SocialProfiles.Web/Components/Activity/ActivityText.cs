using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>An entry of the activity log in words: <c>Connected</c> and what it was done to.</summary>
/// <param name="Rest">What follows the subject; null where nothing does.</param>
public sealed record ActivityText(IconShape Icon, string Verb, string? Rest = null)
{
    public static ActivityText Of(ActivityAction action) => action switch
    {
        ActivityAction.TalentAdded => new(IconShape.Plus, "Added"),
        ActivityAction.TalentEdited => new(IconShape.Pencil, "Edited"),
        ActivityAction.TalentArchived => new(IconShape.Archive, "Archived"),
        ActivityAction.TalentRestored => new(IconShape.Restore, "Restored", "to the roster"),
        ActivityAction.TalentDeleted => new(IconShape.Trash, "Deleted", "with all profiles and numbers"),
        ActivityAction.Connected => new(IconShape.Link, "Connected"),
        ActivityAction.Reconnected => new(IconShape.Link, "Connected again"),
        ActivityAction.RefreshRequested => new(IconShape.Arrows, "Refreshed"),
        ActivityAction.Disconnected => new(IconShape.Trash, "Deleted the connection"),
        ActivityAction.SyncSucceeded => new(IconShape.Tick, "Synced"),
        ActivityAction.SyncFailed => new(IconShape.Warning, "Could not sync"),
        ActivityAction.SignedIn => new(IconShape.Person, "Signed in as"),
        ActivityAction.SignInFailed => new(IconShape.Warning, "Failed to sign in as"),
        ActivityAction.LockedOut => new(IconShape.Warning, "Locked out", "after wrong passwords"),
        ActivityAction.SignedOut => new(IconShape.Person, "Signed out as"),
        ActivityAction.AdminCreated => new(IconShape.Person, "Made the admin"),
        ActivityAction.ApiKeyCreated => new(IconShape.Key, "Created the API key"),
        ActivityAction.ApiKeyRevoked => new(IconShape.Key, "Revoked the API key"),
        ActivityAction.SamplesAdded => new(IconShape.Flask, "Added"),
        ActivityAction.TalentInvited => new(IconShape.Person, "Invited", "to connect accounts"),
        ActivityAction.InvitationRenewed => new(IconShape.Arrows, "Made a new link for the invitation of"),
        ActivityAction.InvitationRevoked => new(IconShape.Close, "Revoked the invitation of"),
        ActivityAction.InvitationOpened => new(IconShape.Person, "Opened the invitation of"),
        ActivityAction.ConsentGiven => new(IconShape.Link, "Consented for"),
        ActivityAction.ConsentDeclined => new(IconShape.Close, "Declined the consent on"),
        ActivityAction.ConsentHeld => new(IconShape.Clock, "Consented for", "which waits for an admin"),
        ActivityAction.ConsentAccepted => new(IconShape.Tick, "Accepted the consent for"),
        ActivityAction.ConsentRefused => new(IconShape.Close, "Refused the consent for"),
        ActivityAction.ConsentWithdrawn => new(IconShape.Trash, "Withdrew the consent for"),
        ActivityAction.ConsentEnded => new(IconShape.Warning, "Ended: the consent for"),
        ActivityAction.CredentialsChanged => new(IconShape.Key, "Changed the credentials of"),
        ActivityAction.AgencyChanged => new(IconShape.People, "Changed the name of the agency to"),

        // One that a newer version wrote: better its name than nothing.
        _ => new(IconShape.Info, action.ToString()),
    };

    /// <summary>Where it came from.</summary>
    public static string From(ActivityEntry entry)
    {
        var place = entry.Source switch
        {
            ActivitySource.Browser => "Browser",
            ActivitySource.Api => "API",
            _ => "By itself",
        };
        return entry.Address is null ? place : $"{place}, {entry.Address}";
    }
}
