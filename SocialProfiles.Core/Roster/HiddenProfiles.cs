using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Roster;

/// <summary>
/// Real profiles aren't shown while the sandbox is on, and their permissions can't be given back from there. A talent who has some
/// would be deleted with what nobody saw.
/// </summary>
internal static class HiddenProfiles
{
    /// <returns>Why the talent can't be deleted now; null where they can.</returns>
    public static async Task<ConflictError?> RefusalAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken) =>
        db.IsSandbox && (await db.Set<Connection>().IgnoreQueryFilters().AnyAsync(x => x.TalentId == talentId && !x.IsSandbox, cancellationToken)
            || await db.Set<HeldConsent>().IgnoreQueryFilters().AnyAsync(x => x.TalentId == talentId && !x.IsSandbox, cancellationToken))
            ? new ConflictError("This talent has real profiles or permissions, which aren't shown while the sandbox is on. Delete the talent once the sandbox is off.")
            : null;
}
