using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// Keeps consents alive that no sync renews (of archived talents, of a platform that is down), ends those of which the
/// platform says that they are over, warns of those that end soon, and closes what nobody decided on. One that fails takes
/// none of the others with it.
/// </summary>
internal sealed partial class RenewConsents(
    Database database,
    ConsentTokens tokens,
    EndConsent end,
    DecideHeldConsent held,
    NoticeBoard notices,
    SealingHealth sealing,
    TimeProvider time,
    ILogger<RenewConsents> logger)
{
    private const int AtOnce = 4;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        // With wrong keys nothing can be renewed, and a consent whose time runs out meanwhile may still be renewed with the right ones.
        if (!sealing.IsWell)
        {
            return;
        }

        var now = time.GetUtcNow();
        await Parallel.ForEachAsync(
            await DueAsync(now, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (connectionId, token) => await RenewAsync(connectionId, token));

        await WarnAsync(now, cancellationToken);
        await held.CloseUndecidedAsync(cancellationToken);
    }

    private async Task RenewAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await tokens.GetAsync(connectionId, null, cancellationToken);
            if (!renewed.Succeeded && renewed.Failure.End is { } because)
            {
                await end.OfConnectionAsync(connectionId, because, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, connectionId);
        }
    }

    /// <summary>Also those whose time should be over by our clock: whether they are, the platform says.</summary>
    private Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Consents.Where(x => x.EndedBecause == null && x.RenewAt != null && x.RenewAt <= now)
                .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (_, connection) => connection.Id)
                .ToListAsync(cancellationToken),
            cancellationToken);

    private async Task WarnAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var horizon = now.AddDays(NoticeBoard.WarningDays[0]);
        await database.WriteAsync(
            async db =>
            {
                var ending = await db.Consents
                    .Where(x => x.EndedBecause == null && x.EndsAt != null && x.EndsAt > now && x.EndsAt <= horizon)
                    .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new { Connection = connection, EndsAt = consent.EndsAt!.Value })
                    .ToListAsync(cancellationToken);
                foreach (var one in ending)
                {
                    await notices.WarnAsync(db, one.Connection, one.EndsAt, cancellationToken);
                }

                return ending.Count;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Renewing the consent of connection {ConnectionId} failed; the others go on")]
    private partial void LogFailed(Exception exception, Guid connectionId);
}
