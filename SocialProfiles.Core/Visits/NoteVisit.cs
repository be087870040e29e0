using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Visits;

/// <summary>
/// Notes that a person has an invitation's page before them. Fetching the page is no proof of that: messengers and mail
/// servers fetch every link that is sent.
/// </summary>
public sealed class NoteVisit(Database database, TokenVault vault, InvitationLife life, ActivityLog activity, TimeProvider time)
{
    /// <summary>Whoever keeps the page open or reloads it all day writes once.</summary>
    private static readonly TimeSpan _oneUse = TimeSpan.FromHours(12);

    /// <summary>Does nothing for a link that opens nothing.</summary>
    public async Task ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (InvitationSecret.HashOf(vault, token) is not { } hash)
        {
            return;
        }

        var now = time.GetUtcNow();
        var before = now - _oneUse;
        var isNews = await database.ReadAsync(db => Unnoted(db, hash, before).AnyAsync(cancellationToken), cancellationToken);
        if (!isNews)
        {
            return;
        }

        await database.WriteAsync(
            async db =>
            {
                var invitation = await Unnoted(db, hash, before).AsTracking().Include(x => x.Platforms).SingleOrDefaultAsync(cancellationToken);
                if (invitation is null || life.EndOf(invitation) <= now)
                {
                    return false;
                }

                if (invitation.OpenedAt is null)
                {
                    var talent = await db.Talents.Where(x => x.Id == invitation.TalentId).Select(x => x.Name).SingleAsync(cancellationToken);
                    activity.Add(db, new Actor(talent, ActivitySource.Browser), ActivityAction.InvitationOpened, talent, invitation.TalentId);
                }

                invitation.OpenedAt ??= now;
                invitation.LastUsedAt = now;
                db.Raise(ConnectionChanged.OfConsents(invitation.TalentId));
                return true;
            },
            cancellationToken);
    }

    private static IQueryable<Invitation> Unnoted(SocialProfilesDbContext db, byte[] hash, DateTimeOffset before) =>
        db.Invitations.Where(x => x.SecretHash == hash && x.RevokedAt == null && (x.LastUsedAt == null || x.LastUsedAt < before));
}
