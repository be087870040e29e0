namespace SocialProfiles.Core.Invitations;

internal static class InvitationErrors
{
    public static NotFoundError NoInvitation { get; } = new("This invitation is not there any more. Reload the page.");
}
