using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Invitations;

/// <summary>An invitation as the card shows it. Times are UTC.</summary>
public sealed record InvitationView(
    Guid Id, Guid TalentId, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, IReadOnlyList<InvitedPlatform> Platforms);

/// <param name="Platform">Key of the platform.</param>
/// <param name="ConnectionId">The connection that is to be renewed; null for any account of the talent.</param>
/// <param name="DoneAt">When the talent consented, UTC; null while not.</param>
public sealed record InvitedPlatform(string Platform, Guid? ConnectionId, DateTimeOffset? DoneAt);

/// <summary>Reads the invitations of a talent that still wait for something, newest first.</summary>
public sealed class InvitationList(Database database, TimeProvider time)
{
    public Task<IReadOnlyList<InvitationView>> OpenOfTalentAsync(Guid talentId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync<IReadOnlyList<InvitationView>>(
            async db => (await db.Invitations
                    .Include(x => x.Platforms)
                    .Where(x => x.TalentId == talentId && x.RevokedAt == null && x.ExpiresAt > now && x.Platforms.Any(asked => asked.DoneAt == null))
                    .OrderByDescending(x => x.CreatedAt)
                    .ToListAsync(cancellationToken))
                .ConvertAll(ViewOf),
            cancellationToken);
    }

    internal static InvitationView ViewOf(Invitation invitation) => new(
        invitation.Id, invitation.TalentId, invitation.CreatedBy, invitation.CreatedAt, invitation.ExpiresAt, invitation.OpenedAt,
        [.. invitation.Platforms.Select(asked => new InvitedPlatform(asked.Platform, asked.ConnectionId, asked.DoneAt))]);
}
