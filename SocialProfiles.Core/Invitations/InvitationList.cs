using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Invitations;

/// <summary>An invitation as the card shows it. Times are UTC.</summary>
/// <param name="ExpiresAt">Until then accounts can be connected with its link.</param>
/// <param name="EndsAt">Until then the link opens something; later than <paramref name="ExpiresAt"/> where it has become the talent's own page.</param>
public sealed record InvitationView(
    Guid Id, Guid TalentId, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset EndsAt, DateTimeOffset? OpenedAt, IReadOnlyList<InvitedPlatform> Platforms)
{
    /// <summary>Everything that it asked for is connected.</summary>
    public bool IsComplete => Platforms.All(asked => asked.DoneAt is not null);
}

/// <param name="Platform">Key of the platform.</param>
/// <param name="ConnectionId">The connection that is to be renewed; null for any account of the talent.</param>
/// <param name="DoneAt">When the talent consented, UTC; null while not.</param>
public sealed record InvitedPlatform(string Platform, Guid? ConnectionId, DateTimeOffset? DoneAt);

/// <summary>Reads the invitations of a talent whose links still open something, newest first.</summary>
public sealed class InvitationList(Database database, InvitationLife life, TimeProvider time)
{
    public Task<IReadOnlyList<InvitationView>> OfTalentAsync(Guid talentId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync<IReadOnlyList<InvitationView>>(
            async db => (await db.Invitations
                    .Include(x => x.Platforms)
                    .Where(x => x.TalentId == talentId && x.RevokedAt == null && (x.ExpiresAt > now || x.Platforms.Any(asked => asked.DoneAt != null)))
                    .OrderByDescending(x => x.CreatedAt)
                    .ToListAsync(cancellationToken))
                .ConvertAll(invitation => ViewOf(invitation, life))
                .FindAll(view => view.EndsAt > now),
            cancellationToken);
    }

    internal static InvitationView ViewOf(Invitation invitation, InvitationLife life) => new(
        invitation.Id, invitation.TalentId, invitation.CreatedBy, invitation.CreatedAt, invitation.ExpiresAt, life.EndOf(invitation), invitation.OpenedAt,
        [.. invitation.Platforms.Select(asked => new InvitedPlatform(asked.Platform, asked.ConnectionId, asked.DoneAt))]);
}
