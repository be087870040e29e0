using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Who may change whom. Asked inside the transaction of the change, of the database: what a page was told may be old.</summary>
internal static class TeamRules
{
    public static readonly NotFoundError NoPerson = new("This person is no longer in the team. Reload the page.");

    public static readonly ConflictError NotAllowed = new("Your role doesn't allow that. Ask an owner at your agency.");

    public static readonly ConflictError LastOwner = new("This is the only owner who can sign in. Make somebody else an owner first.");

    /// <summary>Admins look after everybody but owners; owners after everybody.</summary>
    public static bool MayGive(Role own, Role given) => own == Role.Owner || (own == Role.Admin && given < Role.Owner);

    /// <summary>Whether whoever invited may still give the role: somebody who left, or has a lower role now, lets nobody in.</summary>
    /// <param name="inviter">Null where there is none any more.</param>
    public static bool LetsIn(ColleagueInvitation invitation, AdminUser? inviter) =>
        invitation.CreatedById is null || (inviter is { DeactivatedAt: null } && MayGive(inviter.Role, invitation.Role));

    /// <returns>Who acts; null for the application itself, and where nobody of that name can sign in.</returns>
    public static async Task<Guid?> IdOfAsync(SocialProfilesDbContext db, Actor actor, CancellationToken cancellationToken) => actor.Source == ActivitySource.Browser
        ? await db.Users.Where(x => x.Email == actor.Name && x.DeactivatedAt == null).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(cancellationToken)
        : null;

    /// <returns>What whoever acts may do now; <see cref="Role.Owner"/> for the application itself, such as its command line.</returns>
    public static async Task<Role?> RoleOfAsync(SocialProfilesDbContext db, Actor actor, CancellationToken cancellationToken) => actor.Source switch
    {
        ActivitySource.System => Role.Owner,
        ActivitySource.Browser => await db.Users.Where(x => x.Email == actor.Name && x.DeactivatedAt == null).Select(x => (Role?)x.Role).SingleOrDefaultAsync(cancellationToken),
        _ => null,
    };

    /// <summary>Whether another owner is left who can sign in.</summary>
    public static Task<bool> HasOtherOwnerAsync(SocialProfilesDbContext db, Guid than, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(x => x.Id != than && x.Role == Role.Owner && x.DeactivatedAt == null, cancellationToken);
}
