using SocialProfiles.Core.Ingestion;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder admin) =>
        admin.MapGet("/queue-stats", async (QueueStatsQuery stats, CancellationToken cancellationToken) => TypedResults.Ok(await stats.GetAsync(cancellationToken)))
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("queueStats")
            .WithSummary("Queue status")
            .WithDescription("What is waiting, running and being retried now, and what succeeded and failed in the last hour.");
}
