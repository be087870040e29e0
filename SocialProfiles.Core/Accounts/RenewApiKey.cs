using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Gives a key a new secret, and as many days as it had.</summary>
public sealed class RenewApiKey(Database database, ApiKeyDirectory directory, ActivityLog activity, TimeProvider time)
{
    /// <summary>How long the former secret works beside the new one, where that is wanted.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <param name="keepsFormer">The former secret works for <see cref="Overlap"/> more, so that tools can be changed one after another; else it stops at once.</param>
    /// <returns>The key with its new secret; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<CreatedApiKey, UseCaseError>> ExecuteAsync(Guid keyId, bool keepsFormer, Actor actor, CancellationToken cancellationToken)
    {
        var secret = ApiKeyText.Generate();
        var result = await database.WriteAsync<Result<CreatedApiKey, UseCaseError>>(
            async db =>
            {
                var key = await db.ApiKeys.SingleOrDefaultAsync(x => x.Id == keyId && x.RevokedAt == null, cancellationToken);
                if (key is null)
                {
                    return new NotFoundError("This key was already revoked.");
                }

                if (key.OwnerId is null)
                {
                    return new ConflictError("This key is set in the configuration. Change it there, or make a new one here.");
                }

                var owner = await db.Users.SingleOrDefaultAsync(x => x.Id == key.OwnerId, cancellationToken);
                if (owner is null || owner.DeactivatedAt is not null)
                {
                    return new ConflictError("The person who owns this key was deactivated. Revoke it, and make a new one.");
                }

                // Whoever holds the secret acts for its owner.
                if (owner.Email != actor.Name || actor.Source != ActivitySource.Browser)
                {
                    return new ConflictError($"Only {owner.Email} can renew this key. You can revoke it, and make one of your own.");
                }

                // What had expired stays so.
                var now = time.GetUtcNow();
                var overlaps = keepsFormer && !(key.ExpiresAt <= now);
                if (key.ExpiresAt is { } end)
                {
                    key.ExpiresAt = now + (end - (key.RenewedAt ?? key.CreatedAt));
                }

                (key.FormerHash, key.FormerUntil) = (key.Hash, overlaps ? now + Overlap : now);
                (key.Hash, key.Prefix, key.RenewedAt) = (ApiKeyText.Hash(secret), ApiKeyText.Prefix(secret), now);
                activity.Add(db, actor, ActivityAction.ApiKeyRenewed, key.Name, detail: overlaps ? "The old secret works for 24 more hours." : "The old secret stopped working at once.");
                return new CreatedApiKey(key, secret);
            },
            cancellationToken);
        directory.Forget();
        return result;
    }
}
