using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Invitations;

/// <summary>Makes an invitation's link useless. What was consented to through it stays.</summary>
public sealed class RevokeInvitation
{
    public Task<Result<InvitationView, UseCaseError>> ExecuteAsync(Guid invitationId, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
