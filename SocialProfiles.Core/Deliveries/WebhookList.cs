using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>An endpoint as the settings show it. Holds no secret of ours.</summary>
/// <param name="GoneAt">When the receiver said that it is gone, UTC; null where it didn't.</param>
/// <param name="Failed">Deliveries of the last week that were given up.</param>
public sealed record WebhookView(Guid Id, string Name, string Url, bool IsOn, DateTimeOffset? GoneAt, DateTimeOffset CreatedAt, int Failed);

/// <summary>Reads the endpoints.</summary>
public sealed class WebhookList(Database database, TimeProvider time)
{
    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<WebhookView>> GetAsync(CancellationToken cancellationToken)
    {
        var week = time.GetUtcNow().AddDays(-7);
        var endpoints = await database.ReadAsync(
            db => db.WebhookEndpoints.Select(x => new WebhookView(
                x.Id, x.Name, x.Url, x.IsOn, x.GoneAt, x.CreatedAt,
                db.Set<Delivery>().Count(delivery => delivery.EndpointId == x.Id && delivery.State == DeliveryState.Failed && delivery.CreatedAt > week))).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. endpoints.OrderBy(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase)];
    }
}
