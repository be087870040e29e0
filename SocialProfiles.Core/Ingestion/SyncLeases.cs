using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The leases that this process holds: claimed and not yet written. Renews them while the workers run. The calendar has the queue swept once a minute.</summary>
internal sealed partial class SyncLeases(
    ISyncStore store, PlatformCatalog catalog, PlatformBudgets budgets, SyncSlots slots, SyncQueue queue, TimeProvider time, IOptionsMonitor<IngestionOptions> options, ILogger<SyncLeases> logger)
{
    private readonly ConcurrentDictionary<long, ClaimedSync> _held = new();

    public void Hold(ClaimedSync claim) => _held[claim.Key] = claim;

    public void Drop(ClaimedSync claim) => _held.TryRemove(new(claim.Key, claim));

    /// <summary>Gives back what is still held.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            if (!_held.IsEmpty)
            {
                await store.ReleaseAsync([.. _held.Values], CancellationToken.None);
            }
        }
        catch (StorageException exception)
        {
            // The next start gives them back, as after a kill.
            LogFailed(exception);
        }
    }

    /// <summary>By a timer of its own: how often it has to be depends on how long a lease lasts.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.CurrentValue.LeaseSeconds / 3.0), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RenewAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Counts the profiles of each platform, and puts right what a wrong clock left behind.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var profiles = await store.CountAsync(cancellationToken);
        slots.Counted(profiles);
        var healed = await store.HealAsync([.. catalog.All.Select(platform => new PlatformRefresh(platform.Key, Longest(platform.Key)))], cancellationToken);
        if (healed > 0)
        {
            LogHealed(healed);
            queue.Wake();
        }
    }

    /// <summary>Where the units of the day set it, twice the time: as many profiles as there are may have been connected since one got its date.</summary>
    private TimeSpan Longest(string platform)
    {
        var wanted = TimeSpan.FromMinutes(options.CurrentValue.RefreshMinutes);
        var affordable = budgets.Of(platform).FreshnessOf(slots.ProfilesOf(platform));
        return affordable > wanted ? affordable * 2 : wanted;
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!_held.IsEmpty)
            {
                await store.RenewAsync([.. _held.Values], stoppingToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} connections were due further ahead than anything should be, as after a clock that was wrong or a shorter refresh time; they are due now")]
    private partial void LogHealed(int count);

    [LoggerMessage(LogLevel.Warning, "Renewing leases failed; trying again in a moment")]
    private partial void LogFailed(Exception exception);
}
