using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Reads how the queue does: what waits and what failed from two narrow indexes, the rest from memory. Measured with 50,000 profiles
/// in bench/RESULTS.md.
/// </summary>
public sealed class QueueStatsQuery
{
    /// <summary>Pages of all people share a reading for so long.</summary>
    private static readonly TimeSpan _shared = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly PlatformCatalog _catalog;
    private readonly PlatformBudgets _budgets;
    private readonly SyncProgress _progress;
    private readonly SyncTimeline _timeline;
    private readonly TimeProvider _time;
    private readonly KeptReading<QueueStats> _kept;

    public QueueStatsQuery(Database database, PlatformCatalog catalog, PlatformBudgets budgets, SyncProgress progress, SyncTimeline timeline, TimeProvider time)
    {
        (_database, _catalog, _budgets, _progress, _timeline, _time) = (database, catalog, budgets, progress, timeline, time);
        _kept = new KeptReading<QueueStats>(() => GetAsync(CancellationToken.None), _shared, _shared, time);
    }

    public async Task<QueueStats> GetAsync(CancellationToken cancellationToken)
    {
        var (platforms, causes) = await ReadAsync(cancellationToken);
        var hour = await _timeline.GetAsync(TimelineSpan.Hour, cancellationToken);
        return new QueueStats
        {
            SucceededLastHour = hour.Platforms.Sum(platform => platform.Value.Succeeded),
            FailedLastHour = hour.Platforms.Sum(platform => platform.Value.Failed),
            SyncP50Milliseconds = hour.P50,
            SyncP95Milliseconds = hour.P95,
            Platforms = [.. platforms.Select(platform => hour.Platforms.GetValueOrDefault(platform.Platform) is var ended
                ? platform with { SucceededLastHour = ended.Succeeded, FailedLastHour = ended.Failed } : platform)],
            Causes = causes,
        };
    }

    /// <summary>The same for pages, at most a second old.</summary>
    public Task<QueueStats> GetSharedAsync(CancellationToken cancellationToken) => _kept.GetAsync(cancellationToken);

    /// <summary>A person changed something: the next page reads anew.</summary>
    public void Clear() => _kept.Clear();

    /// <summary>As things stand now, without what ended.</summary>
    internal async Task<(IReadOnlyList<PlatformQueue> Platforms, IReadOnlyList<QueueCause> Causes)> ReadAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var (waiting, broken) = await _database.ReadAsync(
            async db => (
                await QueueStates.In(db, QueueState.Waiting, now).GroupBy(x => x.Platform)
                    .Select(group => new { Platform = group.Key, Count = group.Count(), Oldest = group.Min(x => x.DueAt) }).ToListAsync(cancellationToken),
                (List<Broken>)[.. await BrokenAsync(QueueStates.In(db, QueueState.Retrying, now), cancellationToken), .. await BrokenAsync(QueueStates.In(db, QueueState.Failed, now), cancellationToken)]),
            cancellationToken);
        var active = _progress.Counts;
        List<PlatformQueue> platforms = [];
        foreach (var platform in _catalog.All.Where(platform => _catalog.ClientOf(platform.Key) is not null))
        {
            var budget = _budgets.Of(platform.Key);
            var due = waiting.Find(one => one.Platform == platform.Key);
            platforms.Add(new PlatformQueue(platform.Key)
            {
                Waiting = due?.Count ?? 0,
                OldestWaitSeconds = due?.Oldest is { } oldest ? (now - oldest).TotalSeconds : null,
                Active = active.GetValueOrDefault(platform.Key),
                Retrying = broken.Where(one => one.Platform == platform.Key && one.Status == SyncStatus.Pending).Sum(one => one.Count),
                Failed = broken.Where(one => one.Platform == platform.Key && one.Status == SyncStatus.Error).Sum(one => one.Count),
                Pause = budget.Pause,
                AdminPause = budget.AdminPause,
                Today = budget.Today,
                RequestsPerMinute = platform.Limits.RequestsPerMinute,
                RequestsLeft = budget.RequestsLeft,
            });
        }

        return (
            platforms,
            [.. broken.Where(one => one.Status == SyncStatus.Error).Select(one => new QueueCause(one.Platform, one.Failure!.Value, one.Count))
                .OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Platform, StringComparer.Ordinal).ThenBy(cause => cause.Failure)]);
    }

    private static Task<List<Broken>> BrokenAsync(IQueryable<Connection> connections, CancellationToken cancellationToken) =>
        connections.GroupBy(x => new { x.Platform, x.Status, x.Failure }).Select(group => new Broken(group.Key.Platform, group.Key.Status, group.Key.Failure, group.Count())).ToListAsync(cancellationToken);

    private sealed record Broken(string Platform, SyncStatus Status, FailureKind? Failure, int Count);
}
