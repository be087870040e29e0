using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.MediaKits;

/// <summary>A kit's new public link.</summary>
/// <param name="Token">Goes into the link's address. Shown once and kept nowhere.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record KitLink(string Token, DateTimeOffset ExpiresAt);

/// <summary>Makes and revokes the public link of a media kit. There is one at a time: a new one ends the one before.</summary>
public sealed class ShareMediaKit(Database database, ActivityLog activity, TimeProvider time)
{
    private const int SecretBytes = 16;

    /// <summary>Days that a link can be valid.</summary>
    public static IReadOnlyList<int> Lives { get; } = [7, 30, 90];

    /// <param name="days">One of <see cref="Lives"/>.</param>
    /// <returns>The link; or <see cref="InvalidError"/> for <c>days</c>, or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<KitLink, UseCaseError>> ExecuteAsync(Guid kitId, int days, Actor actor, CancellationToken cancellationToken)
    {
        if (!Lives.Contains(days))
        {
            return new InvalidError("days", $"The link can be valid for {string.Join(", ", Lives.SkipLast(1))} or {Lives[^1]} days.");
        }

        var token = RandomSecret.New(SecretBytes);
        var ends = time.GetUtcNow().AddDays(days);
        return await database.WriteAsync<Result<KitLink, UseCaseError>>(
            async db =>
            {
                var kit = await db.MediaKits.AsTracking().SingleOrDefaultAsync(x => x.Id == kitId, cancellationToken);
                if (kit is null)
                {
                    return DeleteMediaKit.NoKit;
                }

                (kit.LinkHash, kit.LinkExpiresAt, kit.LinkRevokedAt) = (RandomSecret.Hash(token), ends, null);
                Tell(db, kit, actor, ActivityAction.MediaKitShared, $"Check code {CheckCode.Format(kit.Code)}; the link is valid for {days} days.");
                return new KitLink(token, ends);
            },
            cancellationToken);
    }

    /// <summary>The link opens nothing from now on.</summary>
    /// <returns>Whether there was one to revoke; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<bool, UseCaseError>> RevokeAsync(Guid kitId, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<Result<bool, UseCaseError>>(
        async db =>
        {
            var kit = await db.MediaKits.AsTracking().SingleOrDefaultAsync(x => x.Id == kitId, cancellationToken);
            if (kit is null)
            {
                return DeleteMediaKit.NoKit;
            }

            if (kit.LinkHash is null || kit.LinkRevokedAt is not null)
            {
                return false;
            }

            kit.LinkRevokedAt = time.GetUtcNow();
            Tell(db, kit, actor, ActivityAction.MediaKitLinkRevoked, $"Check code {CheckCode.Format(kit.Code)}.");
            return true;
        },
        cancellationToken);

    private void Tell(SocialProfilesDbContext db, MediaKit kit, Actor actor, ActivityAction action, string detail)
    {
        activity.Add(db, actor, action, KitContent.FromJson(kit.Content).TalentName, kit.TalentId, detail);
        db.Raise(new MediaKitsChanged(kit.TalentId));
    }
}
