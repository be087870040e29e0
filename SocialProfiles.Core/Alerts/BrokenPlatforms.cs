using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <summary>Tells the alerts which platforms' numbers cannot be trusted.</summary>
internal sealed class BrokenPlatforms(Database database) : IBrokenMetrics
{
    // What stands for the start of a window may be a day old.
    private static readonly TimeSpan _age = TimeSpan.FromHours(26);

    public async ValueTask<IReadOnlyCollection<string>> PlatformsAsync(AlertMetric metric, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var watched = metric switch
        {
            AlertMetric.Views => CanaryMetric.PostViews,
            AlertMetric.Posts => CanaryMetric.Posts,
            _ => CanaryMetric.Followers,
        };
        var start = since - _age;
        return await database.ReadAsync(
            db => db.MetricBreaks.Where(x => x.Metric == watched && !x.IsTrusted && (x.Until == null || (x.Since <= since && x.Until >= start))).Select(x => x.Platform).Distinct().ToListAsync(cancellationToken),
            cancellationToken);
    }
}
