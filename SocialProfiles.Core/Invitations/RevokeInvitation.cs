using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Invitations;

/// <summary>Makes an invitation's link useless. What was consented to through it stays.</summary>
public sealed class RevokeInvitation(Database database, InvitationLife life, ActivityLog activity, TimeProvider time)
{
    /// <returns>The invitation as it was; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<InvitationView, UseCaseError>> ExecuteAsync(Guid invitationId, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<InvitationView, UseCaseError>>(
            async db =>
            {
                var invitation = await db.Invitations.AsTracking().Include(x => x.Platforms).SingleOrDefaultAsync(x => x.Id == invitationId && x.RevokedAt == null, cancellationToken);
                if (invitation is null)
                {
                    return InvitationErrors.NoInvitation;
                }

                invitation.RevokedAt = time.GetUtcNow();
                var name = await db.Talents.Where(x => x.Id == invitation.TalentId).Select(x => x.Name).SingleAsync(cancellationToken);
                activity.Add(db, actor, ActivityAction.InvitationRevoked, name, invitation.TalentId);
                db.Raise(ConnectionChanged.OfConsents(invitation.TalentId));
                return InvitationList.ViewOf(invitation, life);
            },
            cancellationToken);
}
