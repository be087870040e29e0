using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// The syncs that run in this process, so that one whose lease is taken away (deleted, connected again, consented to) stops.
/// Known by their lease: the one that starts in its place is not hit.
/// </summary>
public sealed class RunningSyncs : ICommitListener
{
    // A lease can be taken away between its claim and the start of its sync. Those of a process that died never start.
    private const int MostTakenEarly = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<LeaseTaken, CancellationTokenSource> _running = [];
    private readonly HashSet<LeaseTaken> _takenEarly = [];

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var taken in events.OfType<LeaseTaken>())
        {
            try
            {
                Take(taken)?.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended between the look-up and the cancel.
            }
        }
    }

    /// <param name="cancellation">Cancelled at once where the lease is gone already.</param>
    internal void Add(ClaimedSync claim, CancellationTokenSource cancellation)
    {
        lock (_lock)
        {
            _running[KeyOf(claim)] = cancellation;
            if (!_takenEarly.Remove(KeyOf(claim)))
            {
                return;
            }
        }

        cancellation.Cancel();
    }

    internal void Remove(ClaimedSync claim)
    {
        lock (_lock)
        {
            _running.Remove(KeyOf(claim));
        }
    }

    private static LeaseTaken KeyOf(ClaimedSync claim) => new(claim.Id, claim.Lease);

    private CancellationTokenSource? Take(LeaseTaken taken)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(taken, out var cancellation))
            {
                return cancellation;
            }

            if (_takenEarly.Count >= MostTakenEarly)
            {
                _takenEarly.Clear();
            }

            _takenEarly.Add(taken);
            return null;
        }
    }
}
