using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <summary>Tells the alerts which platforms' numbers cannot be trusted.</summary>
internal sealed class BrokenPlatforms(Database database, MetricCanary canary) : IBrokenMetrics
{
    // What stands for the start of a window may be a day old.
    private static readonly TimeSpan _age = TimeSpan.FromHours(26);

    public Task LookAsync(CancellationToken cancellationToken) => canary.LookAtProfilesAsync(cancellationToken);

    public async ValueTask<IReadOnlyCollection<(string Platform, bool ByPermission)>> FindAsync(CanaryMetric metric, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var start = since - _age;
        var found = await database.ReadAsync(
            db => db.MetricBreaks.Where(x => x.Metric == metric && !x.IsTrusted && (x.Until == null || (x.Since <= since && x.Until >= start)))
                .Select(x => new { x.Platform, x.ByPermission }).Distinct().ToListAsync(cancellationToken),
            cancellationToken);
        return found.ConvertAll(x => (x.Platform, x.ByPermission));
    }
}
