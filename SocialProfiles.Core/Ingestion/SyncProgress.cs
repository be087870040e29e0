using System.Collections.Concurrent;

namespace SocialProfiles.Core.Ingestion;

/// <summary>How far a running sync is.</summary>
/// <param name="ProfileDone">The profile has arrived.</param>
/// <param name="Posts">Posts that have arrived.</param>
public readonly record struct SyncStep(bool ProfileDone, int Posts);

/// <summary>The progress of the syncs that run now, in memory only: it is worth nothing once they end.</summary>
public sealed class SyncProgress
{
    private readonly ConcurrentDictionary<Guid, SyncStep> _steps = new();

    /// <summary>Null when the connection is not syncing in this process.</summary>
    public SyncStep? Of(Guid connectionId) => _steps.TryGetValue(connectionId, out var step) ? step : null;

    internal void Report(Guid connectionId, SyncStep step) => _steps[connectionId] = step;

    internal void Forget(Guid connectionId) => _steps.TryRemove(connectionId, out _);
}
