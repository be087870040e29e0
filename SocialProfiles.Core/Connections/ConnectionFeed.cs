using System.Collections.Concurrent;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <summary>What of a talent changed.</summary>
public enum ChangeOf
{
    /// <summary>One connection: its state, its numbers, or that it is there.</summary>
    Connection,

    /// <summary>Invitations or held consents; no connection.</summary>
    Consents,

    /// <summary>The talent: added, edited, archived, restored or deleted.</summary>
    Talent,

    /// <summary>A whole platform was paused or resumed: connections of every talent.</summary>
    Platform,
}

/// <summary>Something changed; read it again.</summary>
/// <param name="ConnectionId">Empty where <paramref name="Of"/> is not a connection.</param>
public readonly record struct ConnectionChanged(Guid ConnectionId, Guid TalentId, ChangeOf Of = ChangeOf.Connection) : ICommitEvent
{
    /// <summary>Invitations or held consents of a talent changed, and no connection.</summary>
    public static ConnectionChanged OfConsents(Guid talentId) => new(Guid.Empty, talentId, ChangeOf.Consents);

    /// <summary>A talent was added, edited, archived, restored or deleted.</summary>
    public static ConnectionChanged OfTalent(Guid talentId) => new(Guid.Empty, talentId, ChangeOf.Talent);

    /// <summary>A platform was paused or resumed.</summary>
    public static ConnectionChanged OfPlatform { get; } = new(Guid.Empty, Guid.Empty, ChangeOf.Platform);
}

/// <summary>
/// Tells every open page of this process that a connection changed. A hint, not the truth: it carries ids only, may
/// fold several changes into one, and a page that missed some is right again after one read.
/// </summary>
public sealed class ConnectionFeed : ICommitListener
{
    private readonly ConcurrentDictionary<ConnectionSubscription, byte> _subscriptions = new();

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is ConnectionChanged change)
            {
                Publish(change);
            }
            else if (happened is TalentChanged talent)
            {
                Publish(ConnectionChanged.OfTalent(talent.TalentId));
            }
            else if (happened is PlatformPauseChanged)
            {
                Publish(ConnectionChanged.OfPlatform);
            }
        }
    }

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
        Subscribe(change => change.Of == ChangeOf.Platform || (change.Of == ChangeOf.Connection && (talentId is null || change.TalentId == talentId)));

    /// <summary>The same for a talent's invitations and held consents, which no sync changes.</summary>
    public ConnectionSubscription SubscribeToConsents(Guid talentId) => Subscribe(change => change.Of == ChangeOf.Consents && change.TalentId == talentId);

    /// <summary>The same for the talent: name, tags, archive. Not for their connections.</summary>
    public ConnectionSubscription SubscribeToTalent(Guid talentId) => Subscribe(change => change.Of == ChangeOf.Talent && change.TalentId == talentId);

    /// <summary>The same for all that a roster shows: talents and their connections.</summary>
    public ConnectionSubscription SubscribeToRoster() => Subscribe(change => change.Of is ChangeOf.Connection or ChangeOf.Talent);

    private ConnectionSubscription Subscribe(Func<ConnectionChanged, bool> wants)
    {
        var subscription = new ConnectionSubscription(wants, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }
}
