using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Sends an e-mail at once, to see whether the mail server takes it. It stands in the log, and isn't tried again.</summary>
public sealed class SendTestMail
{
    private readonly Database _database;
    private readonly DeliveryQueue _queue;
    private readonly MailSender _sender;

    internal SendTestMail(Database database, DeliveryQueue queue, MailSender sender) => (_database, _queue, _sender) = (database, queue, sender);

    /// <returns>The address that it went to; or <see cref="InvalidError"/> for <c>to</c>, <see cref="ConflictError"/> with what went wrong.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(string? to, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(to, out var address, out var refusal))
        {
            return new InvalidError("to", refusal);
        }

        if (await _database.ReadAsync(db => db.MailServers.SingleOrDefaultAsync(cancellationToken), cancellationToken) is not { } server)
        {
            return new ConflictError("No mail server is set up. Save one first.");
        }

        const string text = "This is a test from SocialProfiles. E-mail works: alerts can reach this address.";
        var test = await _database.ReadAsync(
            db => Task.FromResult(_queue.New(db, DeliveryChannel.Email, null, address, "Test e-mail from SocialProfiles", text, $"<p>{text}</p>")), cancellationToken);
        (test.NextAttemptAt, test.LastAttemptAt, test.Attempts, test.AttemptsInRound) = (null, test.CreatedAt, 1, 1);
        var outcome = await _sender.SendAsync(test, server, cancellationToken);
        test.State = outcome.Succeeded ? DeliveryState.Delivered : DeliveryState.Failed;
        (test.Status, test.Answer, test.Problem) = (outcome.Status, SendDeliveries.Shorten(outcome.Answer), outcome.Problem);
        await _database.WriteAsync(
            db =>
            {
                DeliveryQueue.Add(db, test);
                return Task.FromResult(true);
            },
            cancellationToken);
        return outcome.Problem is null ? address : new ConflictError(outcome.Problem);
    }
}
