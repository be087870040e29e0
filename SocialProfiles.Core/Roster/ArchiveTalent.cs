using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <param name="Talent">As it is now.</param>
/// <param name="IsChanged">False where it was so already.</param>
public sealed record ArchivedTalent(Talent Talent, bool IsChanged);

/// <summary>
/// Takes a talent off the roster, or back onto it. Everything is kept; while archived nothing is fetched, and coming
/// back everything is due at once.
/// </summary>
public sealed class ArchiveTalent(Database database, ActivityLog activity, TimeProvider time)
{
    /// <param name="archived">True to archive, false to bring back.</param>
    /// <returns>The talent; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<ArchivedTalent, UseCaseError>> ExecuteAsync(Guid talentId, bool archived, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<ArchivedTalent, UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (archived == talent.ArchivedAt is not null)
                {
                    return new ArchivedTalent(talent, IsChanged: false);
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
                return new ArchivedTalent(talent, IsChanged: true);
            },
            cancellationToken);
}
