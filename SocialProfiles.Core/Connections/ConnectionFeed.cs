using System.Collections.Concurrent;

namespace SocialProfiles.Core.Connections;

/// <summary>Something about a connection changed; read it again.</summary>
/// <param name="ConnectionId">Empty where it is about the talent's consents that wait for an admin, and no connection yet.</param>
public readonly record struct ConnectionChanged(Guid ConnectionId, Guid TalentId);

/// <summary>
/// Tells every open page of this process that a connection changed. A hint, not the truth: it carries ids only, may
/// fold several changes into one, and a page that missed some is right again after one read.
/// </summary>
public sealed class ConnectionFeed
{
    private readonly ConcurrentDictionary<ConnectionSubscription, byte> _subscriptions = new();

    /// <summary>Never blocks and never throws; costs next to nothing while no page is open.</summary>
    public void Publish(ConnectionChanged change)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            subscription.Offer(change);
        }
    }

    /// <summary>Subscribe first, then load. Dispose with the page.</summary>
    /// <param name="talentId">Only this talent's connections; null for all.</param>
    public ConnectionSubscription Subscribe(Guid? talentId = null)
    {
        var subscription = new ConnectionSubscription(talentId, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }
}
