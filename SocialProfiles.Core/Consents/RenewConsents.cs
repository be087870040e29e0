using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// Keeps consents alive that no sync renews (of archived talents, of a platform that is down), warns of those that end,
/// and ends those whose time is over.
/// </summary>
internal sealed class RenewConsents(Database database, ConsentTokens tokens, EndConsent end, NoticeBoard notices, SealingHealth sealing, TimeProvider time)
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
            async (connectionId, token) =>
            {
                var renewed = await tokens.GetAsync(connectionId, null, token);
                if (!renewed.Succeeded && renewed.Failure.Kind is FailureKind.ConsentExpired or FailureKind.MissingScope)
                {
                    await end.OfConnectionAsync(connectionId, renewed.Failure.End ?? ConsentEnd.Revoked, token);
                }
            });

        foreach (var connectionId in await OverAsync(now, cancellationToken))
        {
            await end.OfConnectionAsync(connectionId, ConsentEnd.Expired, cancellationToken);
        }

        await WarnAsync(now, cancellationToken);
    }

    private Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(consent => consent.RenewAt != null && consent.RenewAt <= now && (consent.EndsAt == null || consent.EndsAt > now), cancellationToken);

    private Task<List<Guid>> OverAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(consent => consent.EndsAt != null && consent.EndsAt <= now && (consent.AccessExpiresAt == null || consent.AccessExpiresAt <= now), cancellationToken);

    private Task<List<Guid>> ReadAsync(System.Linq.Expressions.Expression<Func<Consent, bool>> which, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Consents.Where(x => x.EndedBecause == null).Where(which)
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
}
