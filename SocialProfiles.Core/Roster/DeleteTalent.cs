using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>
/// Deletes a talent with all connections and their data, and gives consents back at their platforms. The activity log keeps
/// that it happened.
/// </summary>
public sealed class DeleteTalent(Database database, TalentGrants grants, IEnumerable<IMadeOfProfiles> made, ActivityLog activity)
{
    /// <returns>The name of the talent who was deleted; or <see cref="NotFoundError"/>, or <see cref="ConflictError"/> where they have profiles that the sandbox hides.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(Guid talentId, Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<TalentGrant> taken = [];
        var result = await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var name = await db.Talents.Where(x => x.Id == talentId).Select(x => x.Name).SingleOrDefaultAsync(cancellationToken);
                if (name is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (await HiddenProfiles.RefusalAsync(db, talentId, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                // Of both worlds: a real talent may have profiles in the sandbox, too.
                var connections = await db.Connections.IgnoreQueryFilters().AsNoTracking().Where(x => x.TalentId == talentId).ToListAsync(cancellationToken);
                await made.ForgetAsync(db, connections, cancellationToken);
                foreach (var connection in connections)
                {
                    SyncRound.TakeLease(db, connection);
                    db.Raise(new ConnectionChanged(connection.Id, talentId));
                }

                taken = await grants.TakeAsync(db, talentId, cancellationToken);
                await db.Talents.Where(x => x.Id == talentId).ExecuteDeleteAsync(cancellationToken);
                db.Raise(new TalentChanged(talentId));
                db.Raise(default(NoticesChanged));
                activity.Add(db, actor, ActivityAction.TalentDeleted, name, talentId);
                return name;
            },
            cancellationToken);

        await grants.GiveBackAsync(taken);
        return result;
    }
}
