using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>What can't be trusted of every platform, and of each way in which it is read.</summary>
internal sealed class PlatformBreaks
{
    private readonly ILookup<(string Platform, bool ByPermission), MetricBreak> _breaks;

    private PlatformBreaks(IEnumerable<MetricBreak> breaks) => _breaks = breaks.ToLookup(x => (x.Platform, x.ByPermission));

    /// <param name="since">UTC; breaks that were over before are left out. Null for those that last.</param>
    public static async Task<PlatformBreaks> ReadAsync(SocialProfilesDbContext db, DateTimeOffset? since, CancellationToken cancellationToken) =>
        new(await db.MetricBreaks.Where(x => !x.IsTrusted && (x.Until == null || x.Until >= since)).ToListAsync(cancellationToken));

    /// <param name="platform">Key of the platform.</param>
    /// <param name="byPermission">Whether the profile is read with the talent's permission.</param>
    public BrokenMetrics Of(string platform, bool byPermission) => _breaks.Contains((platform, byPermission)) ? new([.. _breaks[(platform, byPermission)]]) : BrokenMetrics.None;
}
