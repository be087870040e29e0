using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>What is to be sent, in words for an e-mail.</summary>
/// <param name="Subject">One line.</param>
public sealed record MailText(string Subject, string Text, string Html);

/// <summary>Queues deliveries in the same transaction as what they tell of.</summary>
public sealed class DeliveryQueue(TimeProvider time)
{
    /// <summary>One e-mail to each address.</summary>
    public void AddMail(SocialProfilesDbContext db, IEnumerable<string> addresses, MailText mail)
    {
        foreach (var address in addresses)
        {
            Add(db, New(db, DeliveryChannel.Email, null, address, mail.Subject, mail.Text, mail.Html));
        }
    }

    /// <summary>One webhook to each endpoint.</summary>
    /// <param name="subject">For the log.</param>
    /// <param name="body">JSON.</param>
    public void AddWebhook(SocialProfilesDbContext db, IEnumerable<Guid> endpoints, string subject, string body)
    {
        foreach (var endpoint in endpoints)
        {
            Add(db, New(db, DeliveryChannel.Webhook, endpoint, "", subject, body, null));
        }
    }

    internal Delivery New(SocialProfilesDbContext db, DeliveryChannel channel, Guid? endpointId, string recipient, string subject, string body, string? html)
    {
        var now = time.GetUtcNow();
        return new Delivery
        {
            Id = Guid.CreateVersion7(now),
            IsSandbox = db.IsSandbox,
            Channel = channel,
            EndpointId = endpointId,
            Recipient = recipient,
            Subject = subject,
            Body = body,
            Html = html,
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    internal static void Add(SocialProfilesDbContext db, Delivery delivery)
    {
        db.Deliveries.Add(delivery);
        db.Raise(default(DeliveriesChanged));
    }
}
