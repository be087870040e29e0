using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Reads how much of a platform is used, for the settings page.</summary>
public sealed class PlatformUseQuery(Database database, PlatformCatalog catalog, PlatformBudgets budgets, IOptionsMonitor<IngestionOptions> options)
{
    /// <returns>Null where there is no such platform.</returns>
    public async Task<PlatformUse?> FindAsync(string platformKey, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return null;
        }

        var (profiles, accessEndsAt) = await database.ReadAsync(
            async db => (
                await db.Connections.CountAsync(x => x.Platform == platform.Key && x.DueAt != null, cancellationToken),
                await db.PlatformStates.Where(x => x.Platform == platform.Key).Select(x => x.AccessEndsAt).SingleOrDefaultAsync(cancellationToken)),
            cancellationToken);
        var budget = budgets.Of(platform.Key);
        var wanted = TimeSpan.FromMinutes(options.CurrentValue.RefreshMinutes);
        var affordable = budget.FreshnessOf(profiles);
        return new PlatformUse(platform.Name)
        {
            Profiles = profiles,
            Today = budget.Today,
            UnitsASync = budget.UnitsASync,
            Freshness = affordable > wanted ? affordable : wanted,
            Pause = budget.Pause,
            AccessEndsAt = accessEndsAt,
        };
    }
}
