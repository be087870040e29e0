using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>Removes a connection with its profile, posts and history, and stops its sync where one runs.</summary>
public sealed class Disconnect(
    Database database,
    PlatformCatalog catalog,
    RunningSyncs running,
    ConnectionChanges changes,
    ActivityLog activity)
{
    /// <returns>The connection as it was; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<ConnectionView, UseCaseError>> ExecuteAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        var gone = await database.WriteAsync<Result<ConnectionView, UseCaseError>>(
            async db =>
            {
                var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(x => x.Id == connectionId, cancellationToken);
                if (connection is null)
                {
                    return ConnectionErrors.NoConnection;
                }

                await db.Connections.Where(x => x.Key == connection.Key).ExecuteDeleteAsync(cancellationToken);
                activity.Add(db, actor, ActivityAction.Disconnected, $"@{connection.Handle} on {catalog.Get(connection.Platform).Name}", connection.TalentId);
                return ConnectionList.Fresh(connection);
            },
            cancellationToken);

        if (gone.Succeeded)
        {
            running.Cancel(connectionId);
            changes.Committed(new ConnectionChanged(connectionId, gone.Value.TalentId));
        }

        return gone;
    }
}
