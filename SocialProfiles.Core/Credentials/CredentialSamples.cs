using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

internal sealed class CredentialSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var newest = await db.Credentials.OrderByDescending(x => x.UpdatedAt).Take(count).ToListAsync(cancellationToken);
        return newest.ConvertAll(credential => new SealedSample(SealedColumn.Credential, CredentialSeal.OwnerOf(credential), credential.SealedValue));
    }
}
