using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Which deliveries are wanted; all that is set must hold.</summary>
/// <param name="Channel">Null for both.</param>
/// <param name="EndpointId">Null for all.</param>
/// <param name="State">Null for every state.</param>
public sealed record DeliveryFilter(DeliveryChannel? Channel = null, Guid? EndpointId = null, DeliveryState? State = null)
{
    public static DeliveryFilter None { get; } = new();

    public bool IsSet => this != None;

    internal IQueryable<Delivery> Apply(IQueryable<Delivery> deliveries)
    {
        if (Channel is { } channel)
        {
            deliveries = deliveries.Where(x => x.Channel == channel);
        }

        if (EndpointId is { } endpoint)
        {
            deliveries = deliveries.Where(x => x.EndpointId == endpoint);
        }

        return State is { } state ? deliveries.Where(x => x.State == state) : deliveries;
    }
}

/// <summary>A delivery as the log shows it.</summary>
/// <param name="Receiver">The e-mail address, or the name of the endpoint.</param>
/// <param name="NextAttemptAt">UTC; null where no attempt follows.</param>
/// <param name="Status">Status code of the last answer; null where none came.</param>
/// <param name="Answer">The beginning of the last answer. Foreign text.</param>
/// <param name="Problem">What went wrong, as a sentence; null where nothing did.</param>
public sealed record DeliveryView(
    long Key, Guid Id, DeliveryChannel Channel, string Receiver, string Subject, DeliveryState State, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? LastAttemptAt, DateTimeOffset? NextAttemptAt, int? Status, string? Answer, string? Problem);

/// <summary>Reads the delivery log, newest first.</summary>
public sealed class DeliveryList(Database database)
{
    /// <summary>Deliveries of <see cref="AllAsync"/> that are read at once.</summary>
    public const int Batch = 500;

    /// <param name="before">Only deliveries older than the one of this key; null for the newest.</param>
    /// <param name="take">1 to 1000.</param>
    public Task<List<DeliveryView>> GetAsync(DeliveryFilter filter, long? before, int take, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => (
                from delivery in filter.Apply(db.Deliveries).Where(x => before == null || x.Key < before)
                join known in db.WebhookEndpoints on delivery.EndpointId equals (Guid?)known.Id into endpoints
                from endpoint in endpoints.DefaultIfEmpty()
                orderby delivery.Key descending
                select new DeliveryView(
                    delivery.Key, delivery.Id, delivery.Channel, endpoint == null ? delivery.Recipient : endpoint.Name, delivery.Subject, delivery.State, delivery.Attempts,
                    delivery.CreatedAt, delivery.LastAttemptAt, delivery.NextAttemptAt, delivery.Status, delivery.Answer, delivery.Problem)).Take(take).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>All of them, some after another.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DeliveryView>> AllAsync(DeliveryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<DeliveryView> batch;
        long? before = null;
        do
        {
            batch = await GetAsync(filter, before, Batch, cancellationToken);
            yield return batch;
            before = batch.LastOrDefault()?.Key;
        }
        while (batch.Count == Batch);
    }

    public Task<int> CountAsync(DeliveryFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(db => filter.Apply(db.Deliveries).CountAsync(cancellationToken), cancellationToken);
}
