using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>
/// A connected account leads in while its provider is on and lets its address in. One that would only recognize somebody by their
/// address is no way to count on: they may have no account there.
/// </summary>
internal sealed class SignOnWayIn : IWayIn
{
    public async Task<bool> LeadsInAsync(SocialProfilesDbContext db, Guid personId, LostWayIn lost, CancellationToken cancellationToken)
    {
        var standing = await SignOnStanding.Of(db, db.Users.Where(x => x.Id == personId), lost).SingleAsync(cancellationToken);
        return (await SignOnRequired.OnAsync(db, cancellationToken)).Exists(provider => standing.IsConnectedTo(provider.Id) && provider.LetsIn(standing));
    }
}
