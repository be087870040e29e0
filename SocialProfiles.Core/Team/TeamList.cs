using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Somebody of the team. All times are UTC.</summary>
/// <param name="SeenAt">When they last used a session that is still open, a minute late at most; null where none is.</param>
/// <param name="HasSecondStep">Whether a code is asked for after the password.</param>
public sealed record TeamMember(Guid Id, string Email, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? SeenAt, DateTimeOffset? DeactivatedAt, bool HasSecondStep);

/// <summary>Somebody who is invited and has no account yet.</summary>
/// <param name="LetsIn">Whether whoever invited them may still give the role; else the link doesn't work, however new it is.</param>
public sealed record InvitedColleague(Guid Id, string Email, Role Role, string InvitedBy, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt, bool LetsIn);

/// <param name="Members">Active ones first, then by e-mail.</param>
/// <param name="Invited">Newest first; those whose link is over are there until somebody revokes them or invites anew.</param>
public sealed record TeamView(IReadOnlyList<TeamMember> Members, IReadOnlyList<InvitedColleague> Invited);

/// <summary>Reads who is on the team.</summary>
public sealed class TeamList(Database database)
{
    public Task<TeamView> GetAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async db =>
        {
            var members = await db.Users.OrderBy(x => x.DeactivatedAt != null).ThenBy(x => x.Email)
                .Select(x => new TeamMember(x.Id, x.Email!, x.Role, x.CreatedAt, db.Set<Session>().Where(session => session.PersonId == x.Id).Max(session => (DateTimeOffset?)session.SeenAt), x.DeactivatedAt,
                    db.Set<SecondFactor>().Any(factor => factor.PersonId == x.Id && factor.ConfirmedAt != null)))
                .ToListAsync(cancellationToken);
            var invited = await (from invitation in db.ColleagueInvitations
                                 join user in db.Set<Person>() on invitation.CreatedById equals user.Id into users
                                 from inviter in users.DefaultIfEmpty()
                                 orderby invitation.CreatedAt descending
                                 select new { Invitation = invitation, Inviter = inviter }).ToListAsync(cancellationToken);
            return new TeamView(members, invited.ConvertAll(x => Row(x.Invitation, x.Inviter)));
        },
        cancellationToken);

    private static InvitedColleague Row(ColleagueInvitation invitation, Person? inviter) => new(
        invitation.Id, invitation.Email, invitation.Role, invitation.CreatedBy, invitation.CreatedAt, invitation.ExpiresAt, TeamRules.LetsIn(invitation, inviter));
}
