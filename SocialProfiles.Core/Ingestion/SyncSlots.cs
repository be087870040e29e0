using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>How many connections of a platform may be claimed now.</summary>
/// <param name="Free">In all.</param>
/// <param name="Scheduled">Of those at most so many that only the schedule wants.</param>
internal readonly record struct PlatformSlots(string Platform, int Free, int Scheduled);

/// <summary>What may be claimed now.</summary>
/// <param name="Platforms">Those named first go first.</param>
/// <param name="All">How many in all at most.</param>
/// <param name="Scheduled">Of those at most so many that only the schedule wants.</param>
internal sealed record FreeSlots(IReadOnlyList<PlatformSlots> Platforms, int All, int Scheduled);

/// <summary>
/// Shares the workers out: no platform gets more than half of them while others have profiles, so that one that hangs takes
/// nobody else's place, and one place of each kind is kept for what a person waits for.
/// </summary>
internal sealed class SyncSlots(PlatformCatalog catalog, PlatformBudgets budgets, SealingHealth sealing, StorageHealth storage, IOptionsMonitor<IngestionOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, int> _profiles = new Dictionary<string, int>(StringComparer.Ordinal);
    private Running _inAll;
    private int _turn;

    /// <summary>How many profiles of a platform are on the schedule, as of the last minute.</summary>
    public int ProfilesOf(string platform) => Volatile.Read(ref _profiles).GetValueOrDefault(platform);

    public void Counted(IReadOnlyDictionary<string, int> profiles) => Volatile.Write(ref _profiles, profiles);

    public void Started(ClaimedSync claim) => Change(claim, 1);

    public void Ended(ClaimedSync claim) => Change(claim, -1);

    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _inAll.All >= options.CurrentValue.Workers;
            }
        }
    }

    /// <summary>
    /// A different platform comes first each time, so that none is left out while all workers are busy.
    /// </summary>
    public FreeSlots Free()
    {
        lock (_lock)
        {
            var workers = options.CurrentValue.Workers;
            var all = workers - _inAll.All;

            // With wrong keys a sync would fail for a reason that is not its own; without room for what it fetches, too.
            if (all <= 0 || !sealing.IsWell || storage.StopsSyncing)
            {
                return new FreeSlots([], 0, 0);
            }

            var scheduled = Math.Max(0, WithoutOne(workers) - _inAll.Scheduled);
            List<PlatformSlots> slots = [];
            var first = _turn++ % catalog.All.Count;
            foreach (var platform in catalog.All.Skip(first).Concat(catalog.All.Take(first)))
            {
                if (Of(platform, workers, scheduled) is { Free: > 0 } some)
                {
                    slots.Add(some);
                }
            }

            return new FreeSlots(slots, all, scheduled);
        }
    }

    private PlatformSlots Of(IPlatform platform, int workers, int scheduledInAll)
    {
        var budget = budgets.Of(platform.Key);
        if (budget.AdminPause is not null)
        {
            return new PlatformSlots(platform.Key, 0, 0);
        }

        var running = _running.GetValueOrDefault(platform.Key);
        var most = Math.Min(platform.Limits.Concurrency, HasCompany(platform.Key) ? Math.Max(1, workers / 2) : workers);
        var free = Math.Min(Math.Min(most, budget.Circuit.AtOnce) - running.All, budget.Startable);
        var scheduled = Math.Min(Math.Min(free, budget.StartableBySchedule), Math.Min(scheduledInAll, WithoutOne(most) - running.Scheduled));
        return new PlatformSlots(platform.Key, free, Math.Max(0, scheduled));
    }

    private bool HasCompany(string platform) => Volatile.Read(ref _profiles).Any(other => other.Value > 0 && other.Key != platform);

    private static int WithoutOne(int places) => Math.Max(1, places - 1);

    private void Change(ClaimedSync claim, int by)
    {
        lock (_lock)
        {
            var change = new Running(by, claim.Priority == SyncPriority.Schedule ? by : 0);
            _inAll += change;
            _running[claim.Platform] = _running.GetValueOrDefault(claim.Platform) + change;
        }
    }

    private readonly record struct Running(int All, int Scheduled)
    {
        public static Running operator +(Running one, Running other) => new(one.All + other.All, one.Scheduled + other.Scheduled);
    }
}
