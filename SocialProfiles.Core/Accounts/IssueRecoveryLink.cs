using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <param name="Token">For the link's address. Shown once and kept nowhere.</param>
/// <param name="Email">Whose password it sets.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record IssuedRecoveryLink(string Token, string Email, DateTimeOffset ExpiresAt);

/// <summary>
/// Makes a password link: sent to them where they asked, or given by an owner or by whoever hosts
/// SocialProfiles. The second step is still asked for afterwards.
/// </summary>
public sealed class IssueRecoveryLink(Database database, IEnumerable<ISignInRule> rules, ActivityLog activity, TimeProvider time)
{
    /// <summary>
    /// Links of one person that work at the same time; a new one takes the place of the oldest. More than strangers can ask for
    /// by e-mail while one lasts, so they can't push out the one of an owner.
    /// </summary>
    private const int MostAtOnce = 10;

    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(1);

    /// <param name="actor">Who makes it, as the activity says.</param>
    /// <param name="refuse">Asked first, inside the transaction, whether somebody may not; null where nobody has to be asked.</param>
    /// <returns>The link; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> for somebody who was deactivated, or what <paramref name="refuse"/> says.</returns>
    public async Task<Result<IssuedRecoveryLink, UseCaseError>> ExecuteAsync(
        Guid personId, Actor actor, CancellationToken cancellationToken, Func<SocialProfilesDbContext, Task<UseCaseError?>>? refuse = null)
    {
        var token = RandomSecret.New();
        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<IssuedRecoveryLink, UseCaseError>>(
            async db =>
            {
                if (refuse is not null && await refuse(db) is { } refusal)
                {
                    return refusal;
                }

                var person = await db.Users.SingleOrDefaultAsync(x => x.Id == personId, cancellationToken);
                if (person is null)
                {
                    return new NotFoundError("There is no such team member. Reload the page.");
                }

                if (person.DeactivatedAt is not null)
                {
                    return new ConflictError($"{person.Email} is deactivated and can't sign in. Reactivate them first.");
                }

                if (await rules.RefusalAsync(db, personId, person.Role, origin: null, cancellationToken) is { } notByPassword)
                {
                    return new ConflictError(notByPassword.Sentence);
                }

                var links = await db.RecoveryLinks.Where(x => x.PersonId == personId).OrderByDescending(x => x.ExpiresAt).ToListAsync(cancellationToken);
                db.RecoveryLinks.RemoveRange(links.Where((link, i) => i >= MostAtOnce - 1 || link.ExpiresAt <= now));
                var expiresAt = now + Lasts;
                db.RecoveryLinks.Add(new RecoveryLink { Hash = RandomSecret.Hash(token), PersonId = personId, ExpiresAt = expiresAt });
                activity.Add(db, actor, ActivityAction.RecoveryLinkMade, person.Email!);
                return new IssuedRecoveryLink(token, person.Email!, expiresAt);
            },
            cancellationToken);
    }
}
