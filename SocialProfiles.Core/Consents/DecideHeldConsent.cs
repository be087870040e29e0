using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>An admin takes a held consent, or turns it away.</summary>
public sealed partial class DecideHeldConsent(
    Database database,
    PlatformCatalog catalog,
    TokenVault vault,
    SealingHealth sealing,
    ConsentAttachment attachment,
    ConsentRevoker revoker,
    NoticeBoard notices,
    ActivityLog activity,
    TimeProvider time,
    ILogger<DecideHeldConsent> logger)
{
    /// <summary>
    /// Takes it: another account becomes a connection of its own, another talent's account moves to this talent with its
    /// history.
    /// </summary>
    /// <returns>The connection as PENDING; or <see cref="NotFoundError"/> where somebody decided already.</returns>
    public async Task<Result<ConnectionView, UseCaseError>> AcceptAsync(Guid heldId, Actor actor, CancellationToken cancellationToken)
    {
        if (!sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var result = await database.WriteAsync<Result<Connection, UseCaseError>>(
            async db =>
            {
                if (await FindAsync(db, heldId, cancellationToken) is not { } held)
                {
                    return ConsentErrors.NoHeldConsent;
                }

                if (vault.TryOpenHeld(held) is not { } tokens)
                {
                    return ConsentErrors.HeldIsDamaged;
                }

                await RemoveAsync(db, held, cancellationToken);
                var platform = catalog.Get(held.Platform);
                var existing = await ConsentAttachment.FindAsync(db, platform, held.AccountId, held.Handle, cancellationToken);
                var from = existing is not null && existing.TalentId != held.TalentId ? $"Moved from {existing.Talent!.Name}, with its history." : null;
                var account = new ConsentedAccount(platform, held.AccountId, held.Handle, tokens, held.InvitationId);
                if (existing is not null && existing.TalentId != held.TalentId)
                {
                    // Where it was, it goes from the list.
                    db.Raise(new ConnectionChanged(existing.Id, existing.TalentId));
                }

                var connection = await attachment.AttachAsync(db, held.TalentId, existing, account, cancellationToken);
                activity.Add(db, actor, ActivityAction.ConsentAccepted, $"@{connection.Handle} on {platform.Name}", held.TalentId, from);
                return connection;
            },
            cancellationToken);
        return result.Succeeded ? ConnectionList.Fresh(result.Value) : result.Failure;
    }

    /// <summary>Turns it away: its tokens are deleted here, and given back at the platform.</summary>
    /// <returns>What became of them there; or <see cref="NotFoundError"/> where somebody decided already.</returns>
    public Task<Result<Revocation, UseCaseError>> RefuseAsync(Guid heldId, Actor actor, CancellationToken cancellationToken) =>
        RefuseAsync(heldId, actor, null, cancellationToken);

    /// <summary>Turns away those on which nobody decided within <see cref="HeldConsent.TimeToDecide"/>.</summary>
    internal async Task CloseUndecidedAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - HeldConsent.TimeToDecide;
        foreach (var id in await database.ReadAsync(db => db.HeldConsents.Where(x => x.HeldAt < before).Select(x => x.Id).ToListAsync(cancellationToken), cancellationToken))
        {
            try
            {
                await RefuseAsync(id, Actor.System, $"Nobody decided within {HeldConsent.TimeToDecide.Days} days.", cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotClosed(exception, id);
            }
        }
    }

    private async Task<Result<Revocation, UseCaseError>> RefuseAsync(Guid heldId, Actor actor, string? because, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync<Result<(HeldConsent Held, PlatformTokens? Tokens), UseCaseError>>(
            async db =>
            {
                if (await FindAsync(db, heldId, cancellationToken) is not { } held)
                {
                    return ConsentErrors.NoHeldConsent;
                }

                await RemoveAsync(db, held, cancellationToken);
                var platform = catalog.Get(held.Platform);
                activity.Add(db, actor, ActivityAction.ConsentRefused, $"@{held.Handle} on {platform.Name}", held.TalentId, because);
                return (held, vault.TryOpenHeld(held));
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            return result.Failure;
        }

        var (refused, tokens) = result.Value;
        return await revoker.ExecuteAsync(refused.Platform, tokens, refused.AccountId);
    }

    private static Task<HeldConsent?> FindAsync(SocialProfilesDbContext db, Guid heldId, CancellationToken cancellationToken) =>
        db.HeldConsents.AsNoTracking().SingleOrDefaultAsync(x => x.Id == heldId, cancellationToken);

    private async Task RemoveAsync(SocialProfilesDbContext db, HeldConsent held, CancellationToken cancellationToken)
    {
        await db.HeldConsents.Where(x => x.Id == held.Id).ExecuteDeleteAsync(cancellationToken);
        await notices.CloseAsync(db, held.Id, cancellationToken);
        db.Raise(ConnectionChanged.OfConsents(held.TalentId));
    }

    [LoggerMessage(LogLevel.Error, "The undecided permission {HeldId} couldn't be closed; next try in ten minutes")]
    private partial void LogNotClosed(Exception exception, Guid heldId);
}
