using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Sends an endpoint a signed test at once, to see whether it takes it. It stands in the log, and isn't tried again.</summary>
public sealed class SendTestWebhook
{
    private readonly Database _database;
    private readonly DeliveryQueue _queue;
    private readonly WebhookSender _sender;

    internal SendTestWebhook(Database database, DeliveryQueue queue, WebhookSender sender) => (_database, _queue, _sender) = (database, queue, sender);

    /// <returns>The name of the endpoint; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> with what went wrong.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(Guid endpointId, CancellationToken cancellationToken)
    {
        if (await _database.ReadAsync(db => db.WebhookEndpoints.SingleOrDefaultAsync(x => x.Id == endpointId, cancellationToken), cancellationToken) is not { } endpoint)
        {
            return new NotFoundError("This endpoint was deleted. Reload the page.");
        }

        var test = await _database.ReadAsync(db => Task.FromResult(NewTest(db, endpoint)), cancellationToken);
        (test.NextAttemptAt, test.LastAttemptAt, test.Attempts, test.AttemptsInRound) = (null, test.CreatedAt, 1, 1);
        var outcome = await _sender.SendAsync(test, endpoint, cancellationToken);
        test.State = outcome.Succeeded ? DeliveryState.Delivered : DeliveryState.Failed;
        (test.Status, test.Answer, test.Problem) = (outcome.Status, SendDeliveries.Shorten(outcome.Answer), outcome.Problem);
        await _database.WriteAsync(
            db =>
            {
                DeliveryQueue.Add(db, test);
                return Task.FromResult(true);
            },
            cancellationToken);
        return outcome.Problem is null ? endpoint.Name : new ConflictError(outcome.Problem);
    }

    private Delivery NewTest(SocialProfilesDbContext db, WebhookEndpoint endpoint)
    {
        var draft = _queue.New(db, DeliveryChannel.Webhook, endpoint.Id, "", "Test", "", null);
        var body = JsonSerializer.Serialize(new { type = "test", timestamp = draft.CreatedAt.UtcDateTime, data = new { sandbox = db.IsSandbox, text = "This is a test from SocialProfiles." } });
        return _queue.New(db, DeliveryChannel.Webhook, endpoint.Id, "", "Test", body, null);
    }
}
