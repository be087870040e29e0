using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IBrokenMetrics, BrokenPlatforms>().AddSingleton<IMadeOfProfiles, DeliveriesOfProfiles>();

        // Whoever knows better is registered before, or after and wins.
        services.TryAddSingleton<ISiteAddress, UnknownSiteAddress>();
        services.AddSingleton<AlertMessage>().AddSingleton<AlertRuleList>().AddSingleton<SaveAlertRule>();

        // Its constructor is not public, since what it takes is not.
        return services.AddSingleton(provider => new EvaluateAlerts(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<PlatformCatalog>(),
            provider.GetRequiredService<NoticeBoard>(),
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<AlertMessage>(),
            provider.GetRequiredService<IBrokenMetrics>(),
            provider.GetRequiredService<AgencyClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EvaluateAlerts>>()));
    }
}
