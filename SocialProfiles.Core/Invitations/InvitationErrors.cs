namespace SocialProfiles.Core.Invitations;

internal static class InvitationErrors
{
    public static NotFoundError NoInvitation { get; } = new("This invitation was deleted. Reload the page.");
}
