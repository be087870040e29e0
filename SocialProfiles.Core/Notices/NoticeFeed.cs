using System.Collections.Concurrent;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Notices;

/// <summary>Tells every open page of this process that notices were raised or closed; it reads them again. A hint, not the truth.</summary>
public sealed class NoticeFeed : ICommitListener
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    /// <param name="changed">Called after the commit by whoever changed them; returns at once and does not throw.</param>
    public IDisposable Subscribe(Action changed)
    {
        var subscription = new Subscription(changed, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        if (!events.Any(happened => happened is NoticesChanged))
        {
            return;
        }

        foreach (var (subscription, _) in _subscriptions)
        {
            subscription.Changed();
        }
    }

    private sealed class Subscription(Action changed, Action<Subscription> end) : IDisposable
    {
        public Action Changed { get; } = changed;

        public void Dispose() => end(this);
    }
}
