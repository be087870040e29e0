using System.Collections.Concurrent;

namespace SocialProfiles.Core.Ingestion;

/// <summary>How far a running sync is.</summary>
/// <param name="ProfileDone">The profile has arrived.</param>
/// <param name="Posts">Posts that have arrived.</param>
public readonly record struct SyncStep(bool ProfileDone, int Posts);

/// <summary>A sync that runs now.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="StartedAt">When it was claimed, UTC.</param>
/// <param name="Attempt">This attempt's number in its round, from 1.</param>
public sealed record RunningSync(Guid ConnectionId, string Platform, DateTimeOffset StartedAt, int Attempt);

/// <summary>The progress of the syncs that run now, in memory only: it is worth nothing once they end.</summary>
public sealed class SyncProgress
{
    private readonly ConcurrentDictionary<Guid, SyncStep> _steps = new();
    private readonly ConcurrentDictionary<Guid, RunningSync> _running = new();

    /// <summary>Null when the connection is not syncing in this process.</summary>
    public SyncStep? Of(Guid connectionId) => _steps.TryGetValue(connectionId, out var step) ? step : null;

    /// <summary>What runs now, the longest first.</summary>
    public IReadOnlyList<RunningSync> Running => [.. _running.Values.OrderBy(sync => sync.StartedAt).ThenBy(sync => sync.ConnectionId)];

    /// <summary>How many run now, by key of the platform.</summary>
    public IReadOnlyDictionary<string, int> Counts => _running.Values.CountBy(sync => sync.Platform, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    internal void Begin(ClaimedSync claim)
    {
        _running[claim.Id] = new RunningSync(claim.Id, claim.Platform, claim.StartedAt, claim.Attempt);
        Report(claim.Id, default);
    }

    internal void Report(Guid connectionId, SyncStep step) => _steps[connectionId] = step;

    internal void Forget(Guid connectionId)
    {
        _running.TryRemove(connectionId, out _);
        _steps.TryRemove(connectionId, out _);
    }
}
