using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Visits;

/// <summary>Opens an invitation's link: reads what it is good for, and writes nothing. See <see cref="NoteVisit"/>.</summary>
public sealed class OpenInvitation(Database database, PlatformCatalog catalog, TokenVault vault, SealingHealth sealing, InvitationLife life, TimeProvider time)
{
    public async Task<OpenedInvitation> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        return InvitationSecret.HashOf(vault, token) is { } hash
            ? await database.ReadAsync(db => ReadAsync(db, hash, cancellationToken), cancellationToken)
            : new OpenedInvitation(InvitationState.Tampered);
    }

    /// <summary>Whether the page behind the link shows what belongs to a profile, by the same rule as the page itself (<see cref="OpenedInvitation.Shown"/>).</summary>
    /// <param name="connectionId">Of the profile.</param>
    public async Task<bool> ShowsAsync(string token, Guid connectionId, CancellationToken cancellationToken) =>
        (await ExecuteAsync(token, cancellationToken)).Shown.Contains(connectionId);

    private async Task<OpenedInvitation> ReadAsync(SocialProfilesDbContext db, byte[] hash, CancellationToken cancellationToken)
    {
        var found = await (
            from invitation in db.Invitations.Include(x => x.Platforms)
            join talent in db.Talents on invitation.TalentId equals talent.Id
            where invitation.SecretHash == hash
            select new { Invitation = invitation, talent.Name, talent.ArchivedAt }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return new OpenedInvitation(InvitationState.Unknown);
        }

        if (found.Invitation.RevokedAt is not null || found.ArchivedAt is not null)
        {
            return new OpenedInvitation(InvitationState.Revoked);
        }

        var now = time.GetUtcNow();
        var end = life.EndOf(found.Invitation);
        var isLive = found.Invitation.ExpiresAt > now;
        var accounts = await AccountsAsync(db, found.Invitation, isLive, cancellationToken);
        if (end <= now || (!isLive && accounts.All(account => account.Connection is null)))
        {
            return new OpenedInvitation(found.Invitation.Platforms.Any(asked => asked.DoneAt is not null) ? InvitationState.Ended : InvitationState.Expired);
        }

        var state = accounts.Any(account => account.CanConsent) || (isLive && accounts.Any(account => account.Held is not null)) ? InvitationState.Open
            : InvitationState.ManageOnly;
        return new OpenedInvitation(state)
        {
            Id = found.Invitation.Id,
            TalentId = found.Invitation.TalentId,
            TalentName = found.Name,
            InvitedBy = found.Invitation.CreatedBy,
            ExpiresAt = found.Invitation.ExpiresAt,
            EndsAt = end,
            Accounts = accounts,
            ByHand = await db.Connections.Where(x => x.TalentId == found.Invitation.TalentId && x.Type == ConnectionType.Manual).OrderBy(x => x.Key).Select(x => x.Id).ToListAsync(cancellationToken),
        };
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
            var canConsent = isLive && isWanted && sealing.IsWell && catalog.ConsentOf(asked.Platform)?.IsConfigured == true;
            var account = new InvitedAccount(asked.Platform, [.. expected.Select(view => view.Handle)], connection, Held: null, canConsent);

            // Whoever used a wrong account and then the right one is done; what becomes of the wrong one is the admin's matter.
            return account.IsConnected ? account : account with { Held = held.Find(one => one.Platform == asked.Platform) };
        })];
    }
}
