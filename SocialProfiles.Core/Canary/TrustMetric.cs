using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>An admin says that what a platform answers now is right: it is shown, and what comes is compared with it.</summary>
public sealed class TrustMetric(Database database, PlatformCatalog catalog, NoticeBoard notices, ActivityLog activity, TimeProvider time)
{
    /// <returns>The break as it is now; or <see cref="NotFoundError"/> where there is none that lasts.</returns>
    public Task<Result<MetricBreak, UseCaseError>> ExecuteAsync(Guid breakId, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<MetricBreak, UseCaseError>>(
            async db =>
            {
                var found = await db.MetricBreaks.AsTracking().SingleOrDefaultAsync(x => x.Id == breakId && x.Until == null, cancellationToken);
                if (found is null)
                {
                    return new NotFoundError("We already show these numbers again. Reload the page.");
                }

                (found.Until, found.IsTrusted) = (time.GetUtcNow(), true);
                await notices.CloseAsync(db, found.Id, cancellationToken);
                activity.Add(db, actor, ActivityAction.MetricTrusted, catalog.NameOf(found.Platform), detail: BreakText.Name(found.Metric));
                db.Raise(default(MetricsBroken));
                return found;
            },
            cancellationToken);
}
