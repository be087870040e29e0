using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

/// <summary>Deletes a talent with all connections and their data. The activity log keeps that it happened.</summary>
public sealed class DeleteTalent(Database database, RunningSyncs running, ConnectionChanges changes, ActivityLog activity)
{
    /// <returns>The name of the talent who was deleted; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(Guid talentId, Actor actor, CancellationToken cancellationToken)
    {
        Guid[] connections = [];
        var result = await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var name = await db.Talents.Where(x => x.Id == talentId).Select(x => x.Name).SingleOrDefaultAsync(cancellationToken);
                if (name is null)
                {
                    return TalentErrors.NoTalent;
                }

                connections = await db.Connections.Where(x => x.TalentId == talentId).Select(x => x.Id).ToArrayAsync(cancellationToken);
                await db.Talents.Where(x => x.Id == talentId).ExecuteDeleteAsync(cancellationToken);
                activity.Add(db, actor, ActivityAction.TalentDeleted, name, talentId);
                return name;
            },
            cancellationToken);

        foreach (var connection in connections)
        {
            running.Cancel(connection);
            changes.Committed(new ConnectionChanged(connection, talentId));
        }

        return result;
    }
}
