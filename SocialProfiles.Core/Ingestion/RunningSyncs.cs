using System.Collections.Concurrent;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The syncs that run in this process, so that one can be stopped when its connection is deleted.</summary>
public sealed class RunningSyncs
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();

    /// <summary>Stops the sync of a connection; does nothing when none runs here.</summary>
    public void Cancel(Guid connectionId)
    {
        if (_running.TryGetValue(connectionId, out var cancellation))
        {
            try
            {
                cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended between the look-up and the cancel.
            }
        }
    }

    internal void Add(Guid connectionId, CancellationTokenSource cancellation) => _running[connectionId] = cancellation;

    internal void Remove(Guid connectionId, CancellationTokenSource cancellation) => _running.TryRemove(new(connectionId, cancellation));
}
