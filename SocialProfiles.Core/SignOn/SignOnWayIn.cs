using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>A connected account leads in while its provider is on.</summary>
internal sealed class SignOnWayIn : IWayIn
{
    public Task<bool> LeadsInAsync(SocialProfilesDbContext db, Guid personId, Guid? without, CancellationToken cancellationToken) =>
        db.SignOnLinks.AnyAsync(x => x.PersonId == personId && x.ProviderId != without && db.Set<SignOnProvider>().Any(provider => provider.Id == x.ProviderId && provider.IsOn), cancellationToken);
}
