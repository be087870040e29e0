using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.MediaKits;

/// <summary>Reads media kits for admins.</summary>
public sealed class MediaKitList(Database database, TimeProvider time)
{
    /// <summary>A talent's kits, newest first.</summary>
    public Task<IReadOnlyList<MediaKitView>> OfTalentAsync(Guid talentId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<MediaKitView>>(
        async db => (await db.MediaKits.Where(x => x.TalentId == talentId).OrderByDescending(x => x.Id).ToListAsync(cancellationToken)).ConvertAll(kit => MediaKitView.Of(kit, time.GetUtcNow())),
        cancellationToken);

    /// <summary>Null where there is no such kit of this talent.</summary>
    public Task<MediaKitView?> FindAsync(Guid talentId, Guid kitId, CancellationToken cancellationToken) => database.ReadAsync(
        async db => await db.MediaKits.SingleOrDefaultAsync(x => x.Id == kitId && x.TalentId == talentId, cancellationToken) is { } kit ? MediaKitView.Of(kit, time.GetUtcNow()) : null,
        cancellationToken);

    /// <summary>The logo of a kit; null where it has none.</summary>
    public Task<Picture?> LogoAsync(Guid kitId, CancellationToken cancellationToken) => database.ReadAsync(
        db => LogoAsync(db, db.MediaKits.Where(x => x.Id == kitId), cancellationToken), cancellationToken);

    internal static Task<Picture?> LogoAsync(SocialProfilesDbContext db, IQueryable<MediaKit> kits, CancellationToken cancellationToken) =>
        (from kit in kits
         join logo in db.MediaKitLogos on kit.LogoHash equals logo.Hash
         select new Picture(logo.Kind, logo.Width, logo.Height, logo.Bytes)).SingleOrDefaultAsync(cancellationToken);
}
