using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Deliveries;

/// <summary>
/// Sends what is due, a few to each receiver at a time, so that a slow one holds up no other. A row is held for as long as an
/// attempt can last; where the process dies in between, it becomes due again by time alone and the receiver sees the same id twice.
/// </summary>
internal sealed partial class SendDeliveries(
    Database database,
    WebhookSender webhooks,
    MailSender mails,
    NoticeBoard notices,
    SealingHealth sealing,
    IOptionsMonitor<DeliveryOptions> options,
    TimeProvider time,
    ILogger<SendDeliveries> logger)
{
    private const int AtOnce = 8;
    private const int InABatch = 32;
    private const int ToOneReceiver = 4;

    // Rows that are read to choose a batch: enough that, where one receiver has a hundred waiting, others behind it are still found.
    private const int LookedAt = 16 * InABatch;
    private const int DeletedAtOnce = 500;

    private static readonly TimeSpan _hold = TimeSpan.FromMinutes(5);

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        // With wrong keys nothing can be signed, and the attempts would be used up for it.
        while (sealing.IsWell && !cancellationToken.IsCancellationRequested)
        {
            var claimed = await ClaimAsync(cancellationToken);
            if (claimed.Count == 0)
            {
                return;
            }

            await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, token) => await TryAsync(one, token));
        }
    }

    /// <summary>Deletes what ended longer ago than the log is kept, a few hundred in a transaction.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.CurrentValue.LogDays);
        int deleted;
        do
        {
            deleted = await database.WriteAsync(
                async db =>
                {
                    var old = await db.Deliveries.Where(x => x.CreatedAt < before && x.State != DeliveryState.Waiting).OrderBy(x => x.CreatedAt).Select(x => x.Key).Take(DeletedAtOnce).ToListAsync(cancellationToken);
                    return await db.Deliveries.Where(x => old.Contains(x.Key)).ExecuteDeleteAsync(cancellationToken);
                },
                cancellationToken);
        }
        while (deleted == DeletedAtOnce);
    }

    private async Task<List<Claimed>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Later than any wait: a clock that was ahead wrote it and was set back.
        var latest = now + DeliverySchedule.LongestWait + TimeSpan.FromHours(1);
        var due = await database.ReadAsync(
            db => db.Deliveries.Where(x => x.NextAttemptAt != null && (x.NextAttemptAt <= now || x.NextAttemptAt > latest))
                .OrderBy(x => x.NextAttemptAt).Take(LookedAt).Select(x => new { x.Key, x.EndpointId }).ToListAsync(cancellationToken),
            cancellationToken);
        var keys = due.GroupBy(row => row.EndpointId).SelectMany(receiver => receiver.Take(ToOneReceiver)).Take(InABatch).Select(row => row.Key).ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        return await database.WriteAsync(
            async db =>
            {
                var rows = await db.Deliveries.AsTracking().Where(x => keys.Contains(x.Key) && x.NextAttemptAt != null && (x.NextAttemptAt <= now || x.NextAttemptAt > latest)).ToListAsync(cancellationToken);
                var endpointIds = rows.Where(row => row.EndpointId is not null).Select(row => row.EndpointId!.Value).ToHashSet();
                var endpoints = await db.WebhookEndpoints.AsNoTracking().Where(x => endpointIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
                var server = rows.Exists(row => row.Channel == DeliveryChannel.Email) ? await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken) : null;
                foreach (var row in rows)
                {
                    row.Attempts++;
                    row.AttemptsInRound++;
                    row.LastAttemptAt = now;
                    row.NextAttemptAt = now + _hold;
                }

                return rows.ConvertAll(row => new Claimed(row, row.EndpointId is { } id ? endpoints.GetValueOrDefault(id) : null, server));
            },
            cancellationToken);
    }

    private async Task TryAsync(Claimed claimed, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await SentAsync(claimed, cancellationToken);
            await StoreAsync(claimed, outcome, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The hold ends, and it is tried again.
            LogFailed(exception, claimed.Delivery.Id);
        }
    }

    /// <summary>A fault of ours is an attempt like any other: it ends, is shown, and is not repeated for ever.</summary>
    private async Task<SendOutcome> SentAsync(Claimed claimed, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(claimed, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, claimed.Delivery.Id);
            return new SendOutcome("Something went wrong on our side. Check the server log.");
        }
    }

    private Task<SendOutcome> SendAsync(Claimed claimed, CancellationToken cancellationToken) => claimed switch
    {
        { Delivery.Channel: DeliveryChannel.Email, Server: { } server } => mails.SendAsync(claimed.Delivery, server, cancellationToken),
        { Delivery.Channel: DeliveryChannel.Email } => Task.FromResult(new SendOutcome("No mail server is set up. An owner can set one up in Settings, E-mail.")),
        { Endpoint: { IsOn: true } endpoint } => webhooks.SendAsync(claimed.Delivery, endpoint, cancellationToken),
        _ => Task.FromResult(new SendOutcome("The endpoint is off. Turn it on and send it again.") { IsFinal = true }),
    };

    private async Task StoreAsync(Claimed claimed, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (attempts, inRound) = (claimed.Delivery.Attempts, claimed.Delivery.AttemptsInRound);
        var wait = outcome.Succeeded || outcome.IsFinal ? null : DeliverySchedule.After(inRound, outcome.RetryAfter);
        var state = outcome.Succeeded ? DeliveryState.Delivered : wait is null ? DeliveryState.Failed : DeliveryState.Waiting;
        await database.WriteAsync(
            async db =>
            {
                // Only while it is ours: it may have been sent anew by hand, or its endpoint deleted.
                var row = await db.Deliveries.AsTracking().SingleOrDefaultAsync(x => x.Key == claimed.Delivery.Key && x.Attempts == attempts, cancellationToken);
                if (row is null)
                {
                    return false;
                }

                (row.State, row.NextAttemptAt) = (state, now + wait);
                (row.Status, row.Answer, row.Problem) = (outcome.Status, Shorten(outcome.Answer), outcome.Problem);
                db.Raise(default(DeliveriesChanged));
                if (outcome.IsGone && claimed.Endpoint is { } endpoint)
                {
                    await TurnOffAsync(db, endpoint, now, cancellationToken);
                }

                return true;
            },
            cancellationToken);
        if (outcome.Problem is not null)
        {
            LogNotDelivered(claimed.Delivery.Channel, claimed.Delivery.Id, claimed.Delivery.Attempts, outcome.Status, state);
        }
    }

    private async Task TurnOffAsync(SocialProfilesDbContext db, WebhookEndpoint endpoint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turnedOff = await db.WebhookEndpoints.Where(x => x.Id == endpoint.Id && x.IsOn)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.IsOn, false).SetProperty(row => row.GoneAt, now), cancellationToken);
        if (turnedOff > 0)
        {
            await notices.RaiseWebhookOffAsync(db, endpoint.Id, endpoint.Name, cancellationToken);
        }
    }

    internal static string? Shorten(string? answer)
    {
        var line = string.Join(' ', ShownText.Clean(answer ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        if (line.Length <= Delivery.AnswerLength)
        {
            return line.Length == 0 ? null : line;
        }

        // Not through the middle of a character.
        var end = char.IsHighSurrogate(line[Delivery.AnswerLength - 2]) ? Delivery.AnswerLength - 2 : Delivery.AnswerLength - 1;
        return line[..end] + "…";
    }

    private sealed record Claimed(Delivery Delivery, WebhookEndpoint? Endpoint, MailServer? Server);

    [LoggerMessage(LogLevel.Warning, "{Channel} delivery {Delivery} was not accepted at attempt {Attempt} (status {Status}); it is {State} now")]
    private partial void LogNotDelivered(DeliveryChannel channel, Guid delivery, int attempt, int? status, DeliveryState state);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} failed for a fault of ours; it will be tried again")]
    private partial void LogFailed(Exception exception, Guid delivery);
}
