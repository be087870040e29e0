namespace SocialProfiles.Core.Consents;

internal static class ConsentErrors
{
    public static InvalidError NoConsentOffered { get; } = new("platform", "Talents can't give access on this platform. Choose one where they can.");

    public static ConflictError InvitationOver { get; } = new("This invitation is over. Ask the agency for a new link.");

    public static ConflictError CannotBeKept { get; } = new("A consent cannot be kept safely at this moment, so none is asked for. The agency's admin sees what to do; this link stays good.");

    public static NotFoundError NoHeldConsent { get; } = new("This consent is not waiting any more: somebody decided on it meanwhile. Reload the page.");

    public static ConflictError HeldIsDamaged { get; } = new("The stored permission can't be opened any more. Refuse it, and send the talent a new invitation.");

    public static NotFoundError NoConsent { get; } = new("There is no consent here any more.");
}
