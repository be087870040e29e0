using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <param name="Connection">As it was.</param>
/// <param name="Revocation">What became of the talent's consent at the platform.</param>
public sealed record Disconnected(ConnectionView Connection, Revocation Revocation);

/// <summary>
/// Removes a connection with its profile, posts and history, stops its sync where one runs, and gives the talent's consent
/// back at the platform where that is offered.
/// </summary>
public sealed class Disconnect(
    Database database,
    PlatformCatalog catalog,
    TokenVault vault,
    ConsentRevoker revoker,
    NoticeBoard notices,
    IEnumerable<IMadeOfProfiles> made,
    ActivityLog activity)
{
    /// <returns>What went; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<Disconnected, UseCaseError>> ExecuteAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        var gone = await database.WriteAsync<Result<(ConnectionView Connection, PlatformTokens? Tokens, string? AccountId), UseCaseError>>(
            async db =>
            {
                var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(x => x.Id == connectionId, cancellationToken);
                if (connection is null)
                {
                    return ConnectionErrors.NoConnection;
                }

                var consent = await db.Consents.AsNoTracking().SingleOrDefaultAsync(x => x.ConnectionKey == connection.Key, cancellationToken);
                await made.ForgetAsync(db, [connection], cancellationToken);
                await db.Connections.Where(x => x.Key == connection.Key).ExecuteDeleteAsync(cancellationToken);
                await notices.CloseAsync(db, connectionId, cancellationToken);
                await notices.CloseAlertsOfConnectionAsync(db, connectionId, cancellationToken);
                SyncRound.TakeLease(db, connection);
                db.Raise(new ConnectionChanged(connectionId, connection.TalentId));
                activity.Add(db, actor, ActivityAction.Disconnected, $"@{connection.Handle} on {catalog.Get(connection.Platform).Name}", connection.TalentId);
                return (ConnectionList.Fresh(connection), consent is null ? null : vault.TryTokensOf(consent, connectionId), consent?.AccountId);
            },
            cancellationToken);
        if (!gone.Succeeded)
        {
            return gone.Failure;
        }

        var (view, tokens, accountId) = gone.Value;
        return new Disconnected(view, await revoker.ExecuteAsync(view.Platform, tokens, accountId));
    }
}
