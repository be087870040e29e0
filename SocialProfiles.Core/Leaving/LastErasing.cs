using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Leaving;

/// <summary>Knows when somebody was erased last: copies from before still hold them.</summary>
public sealed class LastErasing(Database database)
{
    /// <returns>UTC; null where nobody was, as far as the activity goes back.</returns>
    public Task<DateTimeOffset?> AtAsync(CancellationToken cancellationToken) => database.ReadAsync(
        db => db.Activity.Where(x => x.Action == ActivityAction.TalentErased || x.Action == ActivityAction.TracesErased).OrderByDescending(x => x.Key).Select(x => (DateTimeOffset?)x.At).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);
}
