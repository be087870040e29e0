using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>
/// Takes a talent off the roster, or back onto it. Everything is kept; while archived nothing is fetched, and coming
/// back everything is due at once.
/// </summary>
public sealed class ArchiveTalent(Database database, ActivityLog activity, TimeProvider time)
{
    /// <param name="archived">True to archive, false to bring back.</param>
    /// <returns>The talent as it is now; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<Talent, UseCaseError>> ExecuteAsync(Guid talentId, bool archived, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<Talent, UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (archived == talent.ArchivedAt is not null)
                {
                    return talent;
                }

                var now = time.GetUtcNow();
                talent.ArchivedAt = archived ? now : null;
                talent.UpdatedAt = now;
                foreach (var connection in await db.Connections.Where(x => x.TalentId == talentId).ToListAsync(cancellationToken))
                {
                    SyncRound.PauseOrResume(db, connection, archived, now);
                }

                activity.Add(db, actor, archived ? ActivityAction.TalentArchived : ActivityAction.TalentRestored, talent.Name, talent.Id);
                db.Raise(new TalentChanged(talent.Id));
                return talent;
            },
            cancellationToken);
}
