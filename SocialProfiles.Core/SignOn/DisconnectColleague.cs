using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;

namespace SocialProfiles.Core.SignOn;

/// <summary>
/// Forgets who somebody of the team is at every provider: where their account there was made anew, it has another subject, and only a
/// connection that is gone makes room for it. They are connected again as at the first time.
/// </summary>
public sealed class DisconnectColleague(Database database, TellPerson tell, ActivityLog activity)
{
    private static readonly ConflictError _oneself = new("Disconnect your own accounts under Your account.");

    private static readonly ConflictError _none = new("This person isn't connected to a provider any more. Reload the page.");

    /// <returns>The person's e-mail; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> ExecuteAsync(Guid personId, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<Result<string, UseCaseError>>(
        async db =>
        {
            var found = await TeamRules.FindAsync(db, personId, actor, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var (person, own) = found.Value;
            if (person.Id == own.Id)
            {
                return _oneself;
            }

            var links = await db.SignOnLinks.AsTracking().Where(x => x.PersonId == personId).ToListAsync(cancellationToken);
            if (links.Count == 0)
            {
                return _none;
            }

            var ids = links.ConvertAll(link => link.ProviderId);
            var names = await db.SignOnProviders.Where(x => ids.Contains(x.Id)).OrderBy(x => x.Name).Select(x => x.Name).ToListAsync(cancellationToken);
            db.SignOnLinks.RemoveRange(links);
            foreach (var id in ids)
            {
                await Sessions.EndOfProviderAsync(db, id, personId, cancellationToken);
            }

            activity.Add(db, actor, ActivityAction.PersonDisconnected, person.Email!, detail: $"At {string.Join(" and ", names)}.");
            await tell.ExecuteAsync(db, AccountChange.ProviderDisconnected, personId, sessionKey: null, actor, cancellationToken);
            return person.Email!;
        },
        cancellationToken);
}
