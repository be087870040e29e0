using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <summary>Tells the alerts which platforms' numbers cannot be trusted.</summary>
internal sealed class BrokenPlatforms(Database database) : IBrokenMetrics
{
    public async ValueTask<IReadOnlyCollection<string>> PlatformsAsync(AlertMetric metric, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var watched = metric switch
        {
            AlertMetric.Views => CanaryMetric.PostViews,
            AlertMetric.Posts => CanaryMetric.Posts,
            _ => CanaryMetric.Followers,
        };
        return await database.ReadAsync(
            db => db.MetricBreaks.Where(x => x.Metric == watched && (x.Until == null || x.Until >= since)).Select(x => x.Platform).Distinct().ToListAsync(cancellationToken),
            cancellationToken);
    }
}
