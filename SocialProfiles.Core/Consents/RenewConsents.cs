using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
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
    ConsentEnding ending,
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
            async (due, token) => await RenewAsync(due, token));

        await WarnAsync(now, cancellationToken);
        await held.CloseUndecidedAsync(cancellationToken);
    }

    private async Task RenewAsync(DueConsent due, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await tokens.GetAsync(due.ConnectionId, null, cancellationToken);
            if (!renewed.Succeeded && renewed.Failure.End is { } because)
            {
                await EndAsync(due, because, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, due.ConnectionId);
        }
    }

    /// <summary>Not a consent that was granted while the platform was asked about the one before.</summary>
    private Task<bool> EndAsync(DueConsent due, ConsentEndReason because, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var connection = await db.Connections.AsTracking().SingleOrDefaultAsync(x => x.Id == due.ConnectionId, cancellationToken);
                if (connection is null
                    || await db.Consents.AsTracking().SingleOrDefaultAsync(x => x.ConnectionKey == connection.Key && x.EndedBecause == null && x.GrantedAt == due.GrantedAt, cancellationToken) is not { } consent)
                {
                    return false;
                }

                await ending.EndAsync(db, connection, consent, because, Actor.System, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Also those whose time should be over by our clock: whether they are, the platform says.</summary>
    private Task<List<DueConsent>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Consents.Where(x => x.EndedBecause == null && x.RenewAt != null && x.RenewAt <= now)
                .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new DueConsent(connection.Id, consent.GrantedAt))
                .ToListAsync(cancellationToken),
            cancellationToken);

    private async Task WarnAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var horizon = now.AddDays(NoticeBoard.WarningDays[0]);
        await database.WriteAsync(
            async db =>
            {
                var endSoon = await db.Consents
                    .Where(x => x.EndedBecause == null && x.EndsAt != null && x.EndsAt > now && x.EndsAt <= horizon)
                    .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new { Connection = connection, EndsAt = consent.EndsAt!.Value })
                    .ToListAsync(cancellationToken);
                foreach (var one in endSoon)
                {
                    await notices.WarnAsync(db, one.Connection, one.EndsAt, cancellationToken);
                }

                return endSoon.Count;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Renewing the permission of profile {ConnectionId} failed; the others continue")]
    private partial void LogFailed(Exception exception, Guid connectionId);

    private sealed record DueConsent(Guid ConnectionId, DateTimeOffset GrantedAt);
}
