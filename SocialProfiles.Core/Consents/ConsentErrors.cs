namespace SocialProfiles.Core.Consents;

internal static class ConsentErrors
{
    public static InvalidError NoConsentOffered { get; } = new("platform", "Talents can't give access on this platform. Choose one where they can.");

    public static ConflictError InvitationOver { get; } = new("This invitation has ended. Ask the agency for a new link.");

    public static ConflictError CannotBeKept { get; } = new("We can't store a permission safely right now, so we aren't asking for one. The agency's admin sees what to do. Your link stays valid.");

    public static NotFoundError NoHeldConsent { get; } = new("Somebody has already decided on this permission. Reload the page.");

    public static ConflictError HeldIsDamaged { get; } = new("We can no longer open the stored permission. Refuse it, and send the talent a new invitation.");

    public static NotFoundError NoConsent { get; } = new("This permission has already ended.");
}
