using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Sends a delivery again: the same id and body with a new time, and the whole schedule once more where it fails.</summary>
public sealed class SendAgain(Database database, TimeProvider time)
{
    /// <returns>The subject; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> ExecuteAsync(Guid deliveryId, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var delivery = await db.Deliveries.AsTracking().SingleOrDefaultAsync(x => x.Id == deliveryId, cancellationToken);
                if (delivery is null)
                {
                    return new NotFoundError("This delivery is no longer in the log. Reload the page.");
                }

                if (delivery.EndpointId is { } endpoint && !await db.WebhookEndpoints.AnyAsync(x => x.Id == endpoint && x.IsOn, cancellationToken))
                {
                    return new ConflictError("The endpoint is off. Turn it on first.");
                }

                delivery.State = DeliveryState.Waiting;
                delivery.AttemptsInRound = 0;
                delivery.NextAttemptAt = time.GetUtcNow();
                db.Raise(default(DeliveriesChanged));
                return delivery.Subject;
            },
            cancellationToken);
}
