using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Whoever acts, as the database knows them now. Asked inside the transaction of a change: what a page was told may be old.</summary>
/// <param name="Id">Null for the application itself, such as its command line.</param>
/// <param name="Role">What they may do now; <see cref="Role.Owner"/> for the application itself.</param>
internal sealed record ActingPerson(Guid? Id, Role Role)
{
    /// <returns>Null where nobody of that name can sign in, and for keys.</returns>
    public static async Task<ActingPerson?> OfAsync(SocialProfilesDbContext db, Actor actor, CancellationToken cancellationToken) => actor.Source switch
    {
        ActivitySource.System => new ActingPerson(null, Role.Owner),
        ActivitySource.Browser => await db.Users.Where(x => x.Email == actor.Name && x.DeactivatedAt == null).Select(x => new ActingPerson(x.Id, x.Role)).SingleOrDefaultAsync(cancellationToken),
        _ => null,
    };
}
