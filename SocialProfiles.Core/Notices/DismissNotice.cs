using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Notices;

/// <summary>Takes away a notification that somebody has seen, or brings it back. Only those that nothing else closes: the others wait until they are dealt with.</summary>
public sealed class DismissNotice(Database database, TimeProvider time)
{
    /// <summary>Whether one of this kind may be dismissed.</summary>
    public static bool CanDismiss(NoticeKind kind) => kind is NoticeKind.Alert or NoticeKind.AlertSummary or NoticeKind.WebhookOff;

    /// <param name="isDismissed">False brings it back.</param>
    /// <returns>Whether that changed something; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<bool, UseCaseError>> ExecuteAsync(long key, bool isDismissed, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<bool, UseCaseError>>(
            async db =>
            {
                var notice = await db.Notices.AsTracking().SingleOrDefaultAsync(x => x.Key == key, cancellationToken);
                if (notice is null)
                {
                    return new NotFoundError("This notification is no longer there. Reload the page.");
                }

                if (!CanDismiss(notice.Kind))
                {
                    return new ConflictError("You can't dismiss this notification. It goes away once you've dealt with what it says.");
                }

                if (notice.ClosedAt is null != isDismissed)
                {
                    return false;
                }

                if (!isDismissed && await db.Notices.AnyAsync(x => x.Kind == notice.Kind && x.SubjectId == notice.SubjectId && x.ClosedAt == null, cancellationToken))
                {
                    return false;
                }

                notice.ClosedAt = isDismissed ? time.GetUtcNow() : null;
                db.Raise(default(NoticesChanged));
                return true;
            },
            cancellationToken);
}
