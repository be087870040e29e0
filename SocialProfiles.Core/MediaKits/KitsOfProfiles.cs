using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.MediaKits;

/// <summary>A kit goes with a profile that it shows, and with the access that alone showed its numbers.</summary>
internal sealed class KitsOfProfiles : IMadeOfProfiles
{
    public Task ForgetAsync(SocialProfilesDbContext db, IReadOnlyCollection<Connection> gone, CancellationToken cancellationToken)
    {
        var keys = gone.Select(connection => connection.Key).ToList();
        return ForgetAsync(db, db.MediaKitProfiles.Where(x => keys.Contains(x.ConnectionKey)), cancellationToken);
    }

    public Task ForgetPrivateAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken) =>
        ForgetAsync(db, db.MediaKitProfiles.Where(x => x.ConnectionKey == connection.Key && x.HasPrivate), cancellationToken);

    private static async Task ForgetAsync(SocialProfilesDbContext db, IQueryable<MediaKitProfile> shown, CancellationToken cancellationToken)
    {
        var kits = await db.MediaKits.Where(kit => shown.Any(x => x.KitId == kit.Id)).Select(kit => new { kit.Id, kit.TalentId }).ToListAsync(cancellationToken);
        if (kits.Count == 0)
        {
            return;
        }

        var ids = kits.ConvertAll(kit => kit.Id);
        await db.MediaKits.Where(kit => ids.Contains(kit.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var kit in kits)
        {
            db.Raise(new MediaKitsChanged(kit.TalentId));
        }
    }
}
