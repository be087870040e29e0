using System.Collections.Concurrent;

namespace SocialProfiles.Core.Storage;

/// <summary>
/// Tells every open page of this process that something of one kind was committed; it reads again. A hint, not the truth, and cheap:
/// it carries nothing, and costs next to nothing while no page is open.
/// </summary>
/// <typeparam name="TEvent">What is listened for.</typeparam>
public abstract class CommitSignal<TEvent> : ICommitListener
    where TEvent : ICommitEvent
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    /// <param name="changed">Called after the commit by whoever made it; returns at once and does not throw.</param>
    public IDisposable Subscribe(Action changed)
    {
        var subscription = new Subscription(changed, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        if (_subscriptions.IsEmpty || !events.Any(happened => happened is TEvent))
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
