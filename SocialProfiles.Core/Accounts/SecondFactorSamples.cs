using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

internal sealed class SecondFactorSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var newest = await db.SecondFactors.Where(x => x.ConfirmedAt != null).OrderByDescending(x => x.ConfirmedAt).Take(count).ToListAsync(cancellationToken);
        return newest.ConvertAll(factor => new SealedSample(SealedColumn.SecondFactor, factor.PersonId.ToString("N"), factor.SealedSecret));
    }
}
