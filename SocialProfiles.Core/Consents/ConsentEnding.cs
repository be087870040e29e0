using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// Ends a consent within a unit of work: its tokens are deleted, the connection waits for a person, one notice is open.
/// Ended twice, nothing more happens. The sync path writes the same with statements of its own (<c>SqliteSyncStore</c>).
/// </summary>
public sealed class ConsentEnding(PlatformCatalog catalog, NoticeBoard notices, ActivityLog activity, TimeProvider time)
{
    /// <param name="connection">Tracked.</param>
    /// <param name="consent">Tracked.</param>
    public async Task EndAsync(SocialProfilesDbContext db, Connection connection, Consent consent, ConsentEnd because, Actor actor, CancellationToken cancellationToken)
    {
        if (consent.EndedBecause is not null)
        {
            return;
        }

        var now = time.GetUtcNow();
        consent.SealedAccessToken = null;
        consent.SealedRefreshToken = null;
        consent.RenewAt = null;
        consent.RenewalStartedAt = null;
        consent.EndedBecause = because;
        consent.EndedAt = now;

        SyncRound.TakeLease(db, connection);
        connection.Status = SyncStatus.Error;
        connection.Failure = because == ConsentEnd.ScopeMissing ? FailureKind.MissingScope : FailureKind.ConsentExpired;
        connection.DueAt = null;
        connection.Attempt = 0;
        connection.UpdatedAt = now;

        var action = because == ConsentEnd.Withdrawn ? ActivityAction.ConsentWithdrawn : ActivityAction.ConsentEnded;
        activity.Add(db, actor, action, $"@{connection.Handle} on {catalog.Get(connection.Platform).Name}", connection.TalentId, ConsentText.For(because, catalog.Get(connection.Platform).Name).Reason);
        await notices.CloseAsync(db, connection.Id, cancellationToken);
        await notices.RaiseReconnectAsync(db, connection, cancellationToken);
        db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
    }
}
