using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Reads the activity log, newest first.</summary>
public sealed class ActivityList(Database database)
{
    /// <param name="talentId">Only what concerns this talent; null for all.</param>
    /// <param name="before">Only entries older than the one of this key, for the next page; null for the newest.</param>
    /// <param name="take">1 to 200.</param>
    public Task<List<ActivityEntry>> GetAsync(Guid? talentId, long? before, int take, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Activity
                .Where(x => (talentId == null || x.TalentId == talentId) && (before == null || x.Key < before))
                .OrderByDescending(x => x.Key)
                .Take(take)
                .ToListAsync(cancellationToken),
            cancellationToken);
}
