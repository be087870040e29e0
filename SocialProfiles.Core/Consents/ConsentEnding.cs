using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// The one place where a talent's permission ends, within a unit of work: its tokens are deleted, the connection waits for a
/// person, one notice is open. Called only for the platform's unmistakable word, or the talent's. Ended twice, nothing more
/// is told.
/// </summary>
public sealed class ConsentEnding(PlatformCatalog catalog, NoticeBoard notices, ActivityLog activity, TimeProvider time)
{
    /// <param name="connection">Tracked.</param>
    /// <param name="consent">Tracked.</param>
    public async Task EndAsync(SocialProfilesDbContext db, Connection connection, Consent consent, ConsentEndReason because, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var end = consent.EndedBecause ?? because;
        SyncRound.TakeLease(db, connection);
        connection.Status = SyncStatus.Error;
        connection.Failure = end == ConsentEndReason.ScopeMissing ? FailureKind.MissingScope : FailureKind.ConsentExpired;
        connection.DueAt = null;
        connection.Attempt = 0;
        connection.UpdatedAt = now;
        db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
        if (consent.EndedBecause is not null)
        {
            return;
        }

        consent.SealedAccessToken = null;
        consent.SealedRefreshToken = null;
        consent.RenewAt = null;
        consent.RenewalStartedAt = null;
        consent.EndedBecause = because;
        consent.EndedAt = now;

        var platform = catalog.Get(connection.Platform).Name;
        var action = because == ConsentEndReason.Withdrawn ? ActivityAction.ConsentWithdrawn : ActivityAction.ConsentEnded;
        activity.Add(db, actor, action, $"@{connection.Handle} on {platform}", connection.TalentId, ConsentText.For(because, platform).Reason);
        await notices.CloseAsync(db, connection.Id, cancellationToken);
        await notices.RaiseReconnectAsync(db, connection, cancellationToken);
    }
}
