using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Notices;

namespace SocialProfiles.Web.Components.Live;

/// <summary>Keeps open pages in step with what is only announced. A page subscribes first, then loads, then listens.</summary>
public sealed class LiveSignals(NoticeFeed notices, AttentionCount attention, ActivitySignal activity, DeliverySignal deliveries, MediaKitSignal kits, MakeBackup backups, ImportSignal imports, TimeProvider time, IHostApplicationLifetime server, ILogger<LiveSignals> logger)
{
    /// <summary>Notices were raised or closed.</summary>
    public SignalSubscription SubscribeToNotices() => new(notices.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>More or fewer things need attention.</summary>
    public SignalSubscription SubscribeToAttention() => new(attention.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>Something was written down.</summary>
    public SignalSubscription SubscribeToActivity() => new(activity.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>Something is to be sent, or was.</summary>
    public SignalSubscription SubscribeToDeliveries() => new(deliveries.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>Media kits or their links changed.</summary>
    public SignalSubscription SubscribeToMediaKits() => new(kits.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>A backup begins, moves on, ends, or is deleted.</summary>
    public SignalSubscription SubscribeToBackups() => new(backups.Subscribe, time, logger, server.ApplicationStopping);

    /// <summary>An import got on.</summary>
    public SignalSubscription SubscribeToImports() => new(imports.Subscribe, time, logger, server.ApplicationStopping);
}
