using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>What follows every committed change of a connection, in this order: cached numbers go, then pages hear of it.</summary>
public sealed class ConnectionChanges(IntelligenceCache cache, ConnectionFeed feed) : ICommitListener
{
    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var change in events.OfType<ConnectionChanged>())
        {
            cache.Clear(change.TalentId);
            feed.Publish(change);
        }
    }

    /// <summary>Only the progress moved on; nothing was written.</summary>
    internal void Moved(ConnectionChanged change) => feed.Publish(change);
}
