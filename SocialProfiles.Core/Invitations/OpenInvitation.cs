using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Invitations;

/// <summary>Opens an invitation's link.</summary>
public sealed class OpenInvitation(
    Database database, PlatformCatalog catalog, TokenVault vault, SealingHealth sealing, ActivityLog activity, TimeProvider time)
{
    /// <summary>Reads what the link is good for, and notes that it was opened.</summary>
    public async Task<OpenedInvitation> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (InvitationSecret.HashOf(vault, token) is not { } hash)
        {
            return new OpenedInvitation(InvitationState.Tampered);
        }

        var opened = await database.ReadAsync(db => ReadAsync(db, hash, cancellationToken), cancellationToken);
        if (opened.IsFirst)
        {
            await NoteAsync(opened.Invitation, cancellationToken);
        }

        return opened.Invitation;
    }

    private async Task<(OpenedInvitation Invitation, bool IsFirst)> ReadAsync(SocialProfilesDbContext db, byte[] hash, CancellationToken cancellationToken)
    {
        var found = await (
            from invitation in db.Invitations.Include(x => x.Platforms)
            join talent in db.Talents on invitation.TalentId equals talent.Id
            where invitation.SecretHash == hash
            select new { Invitation = invitation, talent.Name, talent.ArchivedAt }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return (new OpenedInvitation(InvitationState.Unknown), false);
        }

        if (found.Invitation.RevokedAt is not null || found.ArchivedAt is not null)
        {
            return (new OpenedInvitation(InvitationState.Revoked), false);
        }

        var now = time.GetUtcNow();
        var isLive = found.Invitation.ExpiresAt > now;
        var accounts = await AccountsAsync(db, found.Invitation, isLive, cancellationToken);
        var state = accounts.Any(account => account.CanConsent) || (isLive && accounts.Any(account => account.Held is not null)) ? InvitationState.Open
            : isLive || accounts.Any(account => account.Connection is not null) ? InvitationState.ManageOnly
            : InvitationState.Expired;
        var opened = new OpenedInvitation(state)
        {
            Id = found.Invitation.Id,
            TalentId = found.Invitation.TalentId,
            TalentName = found.Name,
            InvitedBy = found.Invitation.CreatedBy,
            ExpiresAt = found.Invitation.ExpiresAt,
            Accounts = accounts,
        };
        return (opened, state == InvitationState.Open && found.Invitation.OpenedAt is null);
    }

    private async Task<IReadOnlyList<InvitedAccount>> AccountsAsync(SocialProfilesDbContext db, Invitation invitation, bool isLive, CancellationToken cancellationToken)
    {
        var connections = await ConnectionList.Views(db, db.Connections.Where(x => x.TalentId == invitation.TalentId)).ToListAsync(cancellationToken);
        var mine = await db.Consents.Where(x => x.InvitationId == invitation.Id)
            .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (_, connection) => connection.Id)
            .ToListAsync(cancellationToken);
        var held = await HeldConsentList.Views(db, db.HeldConsents.Where(x => x.InvitationId == invitation.Id)).ToListAsync(cancellationToken);
        return [.. invitation.Platforms.Select(asked =>
        {
            var connection = connections.Find(view => view.Platform == asked.Platform && mine.Contains(view.Id));
            var expected = connections.Where(view => view.Platform == asked.Platform && (asked.ConnectionId is null || view.Id == asked.ConnectionId));
            var isWanted = asked.DoneAt is null || connection?.Consent?.EndedBecause is not null;
            return new InvitedAccount(
                asked.Platform,
                [.. expected.Select(view => view.Handle)],
                connection,
                held.Find(one => one.Platform == asked.Platform),
                CanConsent: isLive && isWanted && sealing.IsWell && catalog.ConsentOf(asked.Platform)?.IsConfigured == true);
        })];
    }

    private async Task NoteAsync(OpenedInvitation opened, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async db =>
            {
                var noted = await db.Invitations.Where(x => x.Id == opened.Id && x.OpenedAt == null)
                    .ExecuteUpdateAsync(x => x.SetProperty(i => i.OpenedAt, now), cancellationToken) > 0;
                if (noted)
                {
                    activity.Add(db, new Actor(opened.TalentName, ActivitySource.Browser), ActivityAction.InvitationOpened, opened.TalentName, opened.TalentId);
                    db.Raise(ConnectionChanged.OfConsents(opened.TalentId));
                }

                return noted;
            },
            cancellationToken);
    }
}
