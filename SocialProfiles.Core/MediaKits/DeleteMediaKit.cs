using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.MediaKits;

/// <summary>Deletes a media kit: its link stops, and its code no longer checks.</summary>
public sealed class DeleteMediaKit(Database database, ActivityLog activity)
{
    internal static NotFoundError NoKit { get; } = new("This media kit was deleted. Reload the page.");

    /// <returns>The code that no longer checks, as it is printed; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<string, UseCaseError>> ExecuteAsync(Guid kitId, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<Result<string, UseCaseError>>(
        async db =>
        {
            var kit = await db.MediaKits.AsNoTracking().SingleOrDefaultAsync(x => x.Id == kitId, cancellationToken);
            if (kit is null)
            {
                return NoKit;
            }

            await db.MediaKits.Where(x => x.Id == kitId).ExecuteDeleteAsync(cancellationToken);
            await db.MediaKitLogos.Where(logo => !db.Set<MediaKit>().IgnoreQueryFilters().Any(other => other.LogoHash == logo.Hash)).ExecuteDeleteAsync(cancellationToken);
            var code = CheckCode.Format(kit.Code);
            activity.Add(db, actor, ActivityAction.MediaKitDeleted, KitContent.FromJson(kit.Content).TalentName, kit.TalentId, $"Check code {code}.");
            db.Raise(new MediaKitsChanged(kit.TalentId));
            return code;
        },
        cancellationToken);
}
