using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

internal sealed class HeldConsentSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var newest = await db.HeldConsents.OrderByDescending(x => x.HeldAt).Select(x => new { x.Id, x.SealedTokens }).Take(count).ToListAsync(cancellationToken);
        return newest.ConvertAll(held => new SealedSample(SealedColumn.HeldTokens, held.Id.ToString("N"), held.SealedTokens));
    }
}
