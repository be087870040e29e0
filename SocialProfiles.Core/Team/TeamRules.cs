using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Who may change whom. Asked inside the transaction of the change, of the database: what a page was told may be old.</summary>
public static class TeamRules
{
    internal static readonly NotFoundError NoPerson = new("This person is no longer on the team. Reload the page.");

    internal static readonly ConflictError NotAllowed = new("Your role doesn't allow that. Ask an owner at your agency.");

    internal static readonly ConflictError LastOwner = new("This is the only owner who can sign in. Make somebody else an owner first.");

    /// <summary>Admins look after everybody but owners; owners after everybody.</summary>
    /// <param name="own">Of whoever acts.</param>
    /// <param name="given">What somebody else has, or is to have.</param>
    public static bool MayGive(Role own, Role given) => own == Role.Owner || (own == Role.Admin && given < Role.Owner);

    /// <returns>Whoever acts, where they may look after somebody of that role; else null.</returns>
    internal static async Task<ActingPerson?> ActingForAsync(SocialProfilesDbContext db, Actor actor, Role role, CancellationToken cancellationToken) =>
        await ActingPerson.OfAsync(db, actor, cancellationToken) is { } own && MayGive(own.Role, role) ? own : null;

    /// <summary>Somebody of the team whom somebody else wants to change.</summary>
    /// <returns>Both, the one to change tracked; or why they may not.</returns>
    internal static async Task<Result<(Person Person, ActingPerson Own), UseCaseError>> FindAsync(SocialProfilesDbContext db, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } person)
        {
            return NoPerson;
        }

        return await ActingForAsync(db, actor, person.Role, cancellationToken) is { } own ? (person, own) : NotAllowed;
    }

    /// <returns>Nothing where whoever acts is an owner; else why they may not.</returns>
    internal static async Task<UseCaseError?> RefuseUnlessOwnerAsync(SocialProfilesDbContext db, Actor actor, CancellationToken cancellationToken) =>
        await ActingForAsync(db, actor, Role.Owner, cancellationToken) is null ? NotAllowed : null;

    /// <summary>Whether whoever invited may still give the role: somebody who left, or has a lower role now, lets nobody in.</summary>
    /// <param name="inviter">Null where there is none any more.</param>
    internal static bool LetsIn(ColleagueInvitation invitation, Person? inviter) =>
        invitation.CreatedById is null || (inviter is { DeactivatedAt: null } && MayGive(inviter.Role, invitation.Role));

    /// <summary>Whether another owner is left who can sign in.</summary>
    internal static Task<bool> HasOtherOwnerAsync(SocialProfilesDbContext db, Guid than, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(x => x.Id != than && x.Role == Role.Owner && x.DeactivatedAt == null, cancellationToken);
}
