using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// Notices a permission that fails alone: counts the days on which it failed while others of its platform worked, and after
/// the fourth tells an admin that the talent may have to reconnect. Ends nothing: its tokens stay and it goes on being tried.
/// </summary>
public sealed class FailingPermission(NoticeBoard notices)
{
    /// <summary>Different days (UTC) of failing before an admin is told.</summary>
    public const int PatienceDays = 4;

    /// <summary>Another profile of the platform that synced within this time shows that the platform works.</summary>
    private static readonly TimeSpan _worksNow = TimeSpan.FromHours(24);

    /// <summary>Counts a day once, however often it failed then.</summary>
    /// <param name="consent">Tracked.</param>
    /// <param name="failedAt">UTC.</param>
    public async Task CountAsync(SocialProfilesDbContext db, Connection connection, Consent consent, DateTimeOffset failedAt, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(failedAt.UtcDateTime);
        if (consent.EndedBecause is not null || consent.FailedOn == day || !await DoOthersWorkAsync(db, connection, failedAt, cancellationToken))
        {
            return;
        }

        consent.FailedOn = day;
        consent.FailedDays++;
        if (consent.FailedDays >= PatienceDays)
        {
            await notices.RaiseMayNeedReconnectAsync(db, connection, cancellationToken);
        }
    }

    /// <summary>It works again.</summary>
    /// <param name="consent">Tracked.</param>
    public async Task ForgetAsync(SocialProfilesDbContext db, Connection connection, Consent consent, CancellationToken cancellationToken)
    {
        if (consent.FailedDays > 0)
        {
            consent.FailedDays = 0;
            consent.FailedOn = null;
            await notices.CloseMayNeedReconnectAsync(db, connection.Id, cancellationToken);
        }
    }

    private static Task<bool> DoOthersWorkAsync(SocialProfilesDbContext db, Connection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - _worksNow;
        return db.Connections.AnyAsync(
            x => x.Platform == connection.Platform && x.Type == ConnectionType.OAuth && x.Key != connection.Key && x.LastSyncedAt > since, cancellationToken);
    }
}
