using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Core.Connections;

/// <summary>What follows every committed change of a connection, in this order: cached numbers go, then pages hear of it.</summary>
public sealed class ConnectionChanges(IntelligenceCache cache, ConnectionFeed feed)
{
    /// <summary>The stored data changed.</summary>
    public void Committed(ConnectionChanged change)
    {
        cache.Clear(change.TalentId);
        feed.Publish(change);
    }

    /// <summary>Only the state or the progress changed; no number did.</summary>
    public void Moved(ConnectionChanged change) => feed.Publish(change);
}
