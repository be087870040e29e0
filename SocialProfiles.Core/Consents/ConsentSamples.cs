using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

internal sealed class ConsentSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var newest = await db.Consents
            .Where(x => x.SealedAccessToken != null)
            .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new { connection.Id, consent.SealedAccessToken, consent.IssuedAt })
            .OrderByDescending(x => x.IssuedAt)
            .Take(count)
            .ToListAsync(cancellationToken);
        return newest.ConvertAll(consent => new SealedSample(SealedColumn.AccessToken, consent.Id.ToString("N"), consent.SealedAccessToken!));
    }
}
