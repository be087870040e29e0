using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Ends a key at once.</summary>
public sealed class RevokeApiKey(Database database, ApiKeyDirectory directory, ActivityLog activity, TimeProvider time)
{
    /// <returns>The name of the key; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<string, UseCaseError>> ExecuteAsync(Guid keyId, Actor actor, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var key = await db.ApiKeys.SingleOrDefaultAsync(x => x.Id == keyId && x.RevokedAt == null, cancellationToken);
                if (key is null)
                {
                    return new NotFoundError("This key was already revoked.");
                }

                key.RevokedAt = time.GetUtcNow();
                activity.Add(db, actor, ActivityAction.ApiKeyRevoked, key.Name);
                return key.Name;
            },
            cancellationToken);
        directory.Forget();
        return result;
    }
}
