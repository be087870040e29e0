using System.Collections.Concurrent;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// The syncs that run in this process, so that one whose lease is taken away (deleted, connected again, consented to) stops.
/// Known by their lease: the one that starts in its place is not hit.
/// </summary>
public sealed class RunningSyncs : ICommitListener
{
    private readonly ConcurrentDictionary<LeaseTaken, CancellationTokenSource> _running = new();

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var taken in events.OfType<LeaseTaken>())
        {
            if (_running.TryGetValue(taken, out var cancellation))
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
    }

    internal void Add(ClaimedSync claim, CancellationTokenSource cancellation) => _running[KeyOf(claim)] = cancellation;

    internal void Remove(ClaimedSync claim) => _running.TryRemove(KeyOf(claim), out _);

    private static LeaseTaken KeyOf(ClaimedSync claim) => new(claim.Id, claim.Lease);
}
