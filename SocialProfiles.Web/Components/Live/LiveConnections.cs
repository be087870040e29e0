using SocialProfiles.Core.Connections;

namespace SocialProfiles.Web.Components.Live;

/// <summary>
/// Keeps the open page of one circuit in step with the connections. A page subscribes first, then loads, then listens:
/// so nothing that changes while it loads is missed.
/// </summary>
public sealed class LiveConnections(ConnectionFeed feed, TimeProvider time, IHostApplicationLifetime server, ILogger<LiveConnections> logger)
{
    private readonly RenderPace _pace = new(time);

    /// <param name="talentId">Only this talent's connections; null for all.</param>
    public LiveSubscription Subscribe(Guid? talentId = null) => new(feed.Subscribe(talentId), _pace, logger, server.ApplicationStopping);

    /// <summary>All that a roster shows: talents and their connections.</summary>
    public LiveSubscription SubscribeToRoster() => new(feed.SubscribeToRoster(), _pace, logger, server.ApplicationStopping);

    /// <summary>The talent: name, tags, archive.</summary>
    public LiveSubscription SubscribeToTalent(Guid talentId) => new(feed.SubscribeToTalent(talentId), _pace, logger, server.ApplicationStopping);

    /// <summary>A talent's invitations and held consents.</summary>
    public LiveSubscription SubscribeToConsents(Guid talentId) => new(feed.SubscribeToConsents(talentId), _pace, logger, server.ApplicationStopping);
}
