using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>An admin takes a held consent, or turns it away.</summary>
public sealed class DecideHeldConsent(
    Database database,
    PlatformCatalog catalog,
    TokenVault vault,
    SealingHealth sealing,
    ConsentAttachment attachment,
    ConsentRevoker revoker,
    NoticeBoard notices,
    ActivityLog activity)
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
                if (await TakeAsync(db, heldId, cancellationToken) is not { } held)
                {
                    return ConsentErrors.NoHeldConsent;
                }

                var platform = catalog.Get(held.Platform);
                var existing = await ConsentAttachment.FindAsync(db, platform, held.AccountId, held.Handle, cancellationToken);
                var from = existing is not null && existing.TalentId != held.TalentId ? $"Moved from {existing.Talent!.Name}, with its history." : null;
                var account = new ConsentedAccount(platform, held.AccountId, held.Handle, vault.OpenHeld(held), held.InvitationId);
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
    public async Task<Result<Revocation, UseCaseError>> RefuseAsync(Guid heldId, Actor actor, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync<Result<(HeldConsent Held, PlatformTokens? Tokens), UseCaseError>>(
            async db =>
            {
                if (await TakeAsync(db, heldId, cancellationToken) is not { } held)
                {
                    return ConsentErrors.NoHeldConsent;
                }

                var platform = catalog.Get(held.Platform);
                activity.Add(db, actor, ActivityAction.ConsentRefused, $"@{held.Handle} on {platform.Name}", held.TalentId);

                // Platforms take back the whole grant of a person to our app: where a connection lives by it, it stays.
                var owner = await ConsentAttachment.FindAsync(db, platform, held.AccountId, held.Handle, cancellationToken);
                var isShared = owner is not null && await db.Consents.AnyAsync(x => x.ConnectionKey == owner.Key && x.EndedBecause == null, cancellationToken);
                return (held, isShared ? null : vault.TryOpenHeld(held));
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            return result.Failure;
        }

        var (refused, tokens) = result.Value;
        return await revoker.ExecuteAsync(refused.Platform, tokens);
    }

    private async Task<HeldConsent?> TakeAsync(SocialProfilesDbContext db, Guid heldId, CancellationToken cancellationToken)
    {
        var held = await db.HeldConsents.AsNoTracking().SingleOrDefaultAsync(x => x.Id == heldId, cancellationToken);
        if (held is null)
        {
            return null;
        }

        await db.HeldConsents.Where(x => x.Id == heldId).ExecuteDeleteAsync(cancellationToken);
        await notices.CloseAsync(db, heldId, cancellationToken);
        db.Raise(ConnectionChanged.OfConsents(held.TalentId));
        return held;
    }
}
