using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>A consent that works, for one sync.</summary>
/// <param name="InsightsReadAt">When private numbers were last read, UTC; null when they never were.</param>
/// <param name="HasFailed">It failed on a day since the last sync that succeeded.</param>
/// <param name="InsightsDueAt">When the rest of a reading that ended early is due, UTC; null where none did.</param>
internal sealed record LiveConsent(ConsentAccess Access, DateTimeOffset? InsightsReadAt, bool HasFailed, DateTimeOffset? InsightsDueAt = null);

/// <summary>
/// Gives access tokens that are fresh: decide, take the row's lease, read again, act. However many ask at once for one
/// connection, the platform is asked once. New tokens are stored before anybody gets to use them.
/// </summary>
internal sealed partial class ConsentTokens(
    Database database,
    PlatformCatalog catalog,
    TokenVault vault,
    SealingHealth sealing,
    ConsentRevoker revoker,
    FailingPermission failing,
    NoticeBoard notices,
    TimeProvider time,
    ILogger<ConsentTokens> logger)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<Result<LiveConsent, PlatformFailure>>>> _renewals = new();

    /// <param name="refusedToken">The access token that the platform has just refused; null for the first try.</param>
    /// <returns>
    /// The access; or a failure, with <see cref="PlatformFailure.End"/> where the consent is over for good and without where
    /// it could not be renewed for now.
    /// </returns>
    public async Task<Result<LiveConsent, PlatformFailure>> GetAsync(Guid connectionId, string? refusedToken, CancellationToken cancellationToken)
    {
        try
        {
            var found = await ReadAsync(connectionId, cancellationToken);
            if (found is null || vault.TokensOf(found.Consent, connectionId) is not { } tokens)
            {
                return Over(found?.Consent);
            }

            return ConsentRenewal.Decide(found.Consent, time.GetUtcNow(), tokens.AccessToken == refusedToken) == RenewalReason.None
                ? Live(found.Consent, tokens)
                : await RenewUnlikeAsync(connectionId, refusedToken, cancellationToken);
        }
        catch (SealedValueException) when (sealing.IsWell)
        {
            // The keys are right, so it is this row; nobody else has to wait for it.
            LogDamaged(connectionId);
            return new PlatformFailure(FailureKind.Unsealable, "what is sealed does not open");
        }
    }

    /// <summary>
    /// At start: renewals that the end of the last process cut off are marked, to be tried again at once and to be seen.
    /// </summary>
    /// <returns>How many there were.</returns>
    public Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            db => db.Consents.Where(x => x.RenewalStartedAt != null).ExecuteUpdateAsync(
                x => x.SetProperty(c => c.RenewalStartedAt, (DateTimeOffset?)null)
                    .SetProperty(c => c.IsRenewalCutOff, true)
                    .SetProperty(c => c.RenewAt, now),
                cancellationToken),
            cancellationToken);
    }

    /// <summary>At a stop: waits for the renewals that are under way, so that none is cut off between the platform's answer and our write.</summary>
    public async Task FinishAsync()
    {
        foreach (var renewal in _renewals.Values)
        {
            // Who asked for it hears of what it throws.
            await ((Task)renewal.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Renews, or joins a renewal that runs. One that began for another reason may give back the very token that was refused
    /// here; then it is this caller's turn.
    /// </summary>
    private async Task<Result<LiveConsent, PlatformFailure>> RenewUnlikeAsync(Guid connectionId, string? refusedToken, CancellationToken cancellationToken)
    {
        var renewed = await RenewOnceAsync(connectionId, refusedToken).WaitAsync(cancellationToken);
        return refusedToken is not null && renewed.Succeeded && renewed.Value.Access.AccessToken == refusedToken
            ? await RenewOnceAsync(connectionId, refusedToken).WaitAsync(cancellationToken)
            : renewed;
    }

    // One caller who gives up must not take the others' renewal with it, so it runs under no caller's token;
    // the calls behind it have time limits of their own.
    private Task<Result<LiveConsent, PlatformFailure>> RenewOnceAsync(Guid connectionId, string? refusedToken) =>
        _renewals.GetOrAdd(connectionId, id => new(() => RunAsync(id, refusedToken))).Value;

    private async Task<Result<LiveConsent, PlatformFailure>> RunAsync(Guid connectionId, string? refusedToken)
    {
        await Task.Yield();
        try
        {
            return await RenewAsync(connectionId, refusedToken);
        }
        finally
        {
            _renewals.TryRemove(connectionId, out _);
        }
    }

    private async Task<Result<LiveConsent, PlatformFailure>> RenewAsync(Guid connectionId, string? refusedToken)
    {
        // As it is stored, to the millisecond: it is compared with what is read back.
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var leased = await database.WriteAsync(db => TakeLeaseAsync(db, connectionId, refusedToken, startedAt), CancellationToken.None);
        if (leased is not { } lease)
        {
            return Over(null);
        }

        if (lease.Tokens is null)
        {
            return Over(lease.Consent);
        }

        if (lease.Reason == RenewalReason.None)
        {
            return Live(lease.Consent, lease.Tokens);
        }

        if (!lease.IsMine)
        {
            return new PlatformFailure(FailureKind.PlatformDown, "another process is renewing the permission");
        }

        var renewed = await catalog.ConsentOf(lease.Platform)!.RefreshAsync(lease.Tokens, CancellationToken.None);
        var (live, isOrphaned) = await database.WriteAsync(db => StoreAsync(db, lease, startedAt, renewed), CancellationToken.None);
        if (isOrphaned)
        {
            await revoker.ExecuteAsync(lease.Platform, renewed.Value, lease.Consent.AccountId, lease.TalentId);
        }

        return live;
    }

    private async Task<Lease?> TakeLeaseAsync(SocialProfilesDbContext db, Guid connectionId, string? refusedToken, DateTimeOffset now)
    {
        var found = await Find(db.Connections.AsTracking(), db.Consents.AsTracking(), connectionId).SingleOrDefaultAsync();
        if (found is null)
        {
            return null;
        }

        var consent = found.Consent;
        var tokens = vault.TokensOf(consent, connectionId);
        var reason = tokens is null ? RenewalReason.None : ConsentRenewal.Decide(consent, now, tokens.AccessToken == refusedToken);
        var isFree = consent.RenewalStartedAt is not { } other || now - other > ConsentRenewal.LongestRenewal;
        if (reason != RenewalReason.None && isFree)
        {
            consent.RenewalStartedAt = now;
        }

        return new Lease(connectionId, found.Connection.TalentId, found.Connection.Platform, consent, tokens, reason, isFree);
    }

    /// <returns>What the caller gets, and whether the new tokens are nobody's and have to be given back.</returns>
    private async Task<(Result<LiveConsent, PlatformFailure> Live, bool IsOrphaned)> StoreAsync(
        SocialProfilesDbContext db, Lease lease, DateTimeOffset startedAt, Result<PlatformTokens, PlatformFailure> renewed)
    {
        var now = time.GetUtcNow();
        var found = await Find(db.Connections.AsTracking(), db.Consents.AsTracking(), lease.ConnectionId).SingleOrDefaultAsync();
        if (found is null || found.Consent.RenewalStartedAt != startedAt)
        {
            // Deleted, withdrawn or consented to anew while we asked: those tokens are nobody's now.
            return (
                found is not null && vault.TokensOf(found.Consent, lease.ConnectionId) is { } newer ? Live(found.Consent, newer) : Over(found?.Consent),
                renewed.Succeeded);
        }

        var consent = found.Consent;
        if (renewed.Succeeded)
        {
            vault.Put(consent, lease.ConnectionId, renewed.Value, catalog.ConsentOf(lease.Platform)!);
            await notices.CloseWarningAsync(db, lease.ConnectionId, consent.EndsAt, CancellationToken.None);
            if (found.Connection is { DueAt: null, Lease: null })
            {
                // Nothing of an archived talent is synced; else it is the sync that shows whether the permission works.
                await failing.ForgetAsync(db, found.Connection, consent, CancellationToken.None);
            }

            LogRenewed(lease.ConnectionId, lease.Platform, lease.Reason);
            return (Live(consent, renewed.Value), false);
        }

        consent.RenewalStartedAt = null;
        var failure = renewed.Failure;
        LogRenewalFailed(lease.ConnectionId, lease.Platform, failure.Kind, failure.Detail);
        if (failure.End is { } end)
        {
            return (failure with { End = consent.IsRenewalCutOff ? ConsentEndReason.RenewalCutOff : end }, false);
        }

        if (failure.MayMeanTheGrant)
        {
            await failing.CountAsync(db, found.Connection, consent, now, CancellationToken.None);
        }

        consent.RenewAt = ConsentRenewal.NextTry(consent, now);

        // While the old token works, nobody needs to know that a renewal failed.
        return (lease.Reason == RenewalReason.Due ? Live(consent, lease.Tokens!) : failure, false);
    }

    private Task<Found?> ReadAsync(Guid connectionId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Find(db.Connections, db.Consents, connectionId).SingleOrDefaultAsync(cancellationToken), cancellationToken);

    private static IQueryable<Found> Find(IQueryable<Connections.Connection> connections, IQueryable<Consent> consents, Guid connectionId) =>
        from connection in connections
        join consent in consents on connection.Key equals consent.ConnectionKey
        where connection.Id == connectionId
        select new Found(connection, consent);

    private static LiveConsent Live(Consent consent, PlatformTokens tokens) =>
        new(new ConsentAccess(tokens.AccessToken, tokens.Scopes), consent.InsightsReadAt, consent.FailedDays > 0, consent.InsightsDueAt);

    private static PlatformFailure Over(Consent? consent) =>
        new(consent?.EndedBecause == ConsentEndReason.ScopeMissing ? FailureKind.MissingScope : FailureKind.ConsentExpired, "no consent")
        {
            End = consent?.EndedBecause ?? ConsentEndReason.Revoked,
        };

    [LoggerMessage(LogLevel.Information, "Renewed the permission of profile {ConnectionId} on {Platform}: {Reason}")]
    private partial void LogRenewed(Guid connectionId, string platform, RenewalReason reason);

    [LoggerMessage(LogLevel.Warning, "The permission of profile {ConnectionId} on {Platform} couldn't be renewed: {Kind}, {Detail}")]
    private partial void LogRenewalFailed(Guid connectionId, string platform, FailureKind kind, string detail);

    [LoggerMessage(LogLevel.Error, "The stored permission of profile {ConnectionId} does not open, though the encryption keys are right. Restore it from a backup, or invite the talent again")]
    private partial void LogDamaged(Guid connectionId);

    private sealed record Found(Connections.Connection Connection, Consent Consent);

    /// <param name="IsMine">Nobody else renews: we ask.</param>
    private sealed record Lease(Guid ConnectionId, Guid TalentId, string Platform, Consent Consent, PlatformTokens? Tokens, RenewalReason Reason, bool IsMine);
}
