using System.Collections.Concurrent;

namespace SocialProfiles.Core.Connections;

/// <summary>Something about a connection changed; read it again.</summary>
public readonly record struct ConnectionChanged(Guid ConnectionId, Guid TalentId)
{
    /// <summary>Invitations or held consents of a talent changed, and no connection.</summary>
    public static ConnectionChanged OfConsents(Guid talentId) => new(Guid.Empty, talentId);

    internal bool IsOfConsents => ConnectionId == Guid.Empty;
}

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
    public ConnectionSubscription Subscribe(Guid? talentId = null) =>
        Subscribe(change => !change.IsOfConsents && (talentId is null || change.TalentId == talentId));

    /// <summary>The same for a talent's invitations and held consents, which no sync changes.</summary>
    public ConnectionSubscription SubscribeToConsents(Guid talentId) => Subscribe(change => change.IsOfConsents && change.TalentId == talentId);

    private ConnectionSubscription Subscribe(Func<ConnectionChanged, bool> wants)
    {
        var subscription = new ConnectionSubscription(wants, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }
}
