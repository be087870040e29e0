using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder admin) =>
        admin.MapGet(
                "/queue-stats",
                async (QueueStatsQuery stats, PlatformCatalog catalog, CancellationToken cancellationToken) => TypedResults.Ok(QueueStatsResource.Of(await stats.GetAsync(cancellationToken), catalog)))
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("queueStats")
            .WithSummary("Queue status")
            .WithDescription("What is waiting, running, being retried and failed now, by platform and by cause, what succeeded and failed in the last hour, and what is left of each platform's budget.");
}
