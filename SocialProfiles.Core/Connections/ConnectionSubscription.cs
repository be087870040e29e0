namespace SocialProfiles.Core.Connections;

/// <summary>
/// What changed since a page last looked: at most one entry a connection, so it is bounded by the roster and not by
/// the rate of change.
/// </summary>
public sealed class ConnectionSubscription : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private readonly Func<ConnectionChanged, bool> _wants;
    private readonly Action<ConnectionSubscription> _end;
    private HashSet<ConnectionChanged> _changes = [];

    internal ConnectionSubscription(Func<ConnectionChanged, bool> wants, Action<ConnectionSubscription> end)
    {
        _wants = wants;
        _end = end;
    }

    /// <summary>Waits until something changed, then gives everything that did and forgets it.</summary>
    /// <exception cref="OperationCanceledException">The page went away.</exception>
    public async Task<IReadOnlySet<ConnectionChanged>> NextAsync(CancellationToken cancellationToken)
    {
        await _arrived.WaitAsync(cancellationToken);
        lock (_lock)
        {
            var changes = _changes;
            _changes = [];
            return changes;
        }
    }

    public void Dispose() => _end(this);

    internal void Offer(ConnectionChanged change)
    {
        if (!_wants(change))
        {
            return;
        }

        lock (_lock)
        {
            if (_changes.Add(change) && _changes.Count == 1)
            {
                _arrived.Release();
            }
        }
    }
}
