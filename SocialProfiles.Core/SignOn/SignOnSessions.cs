using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>Sessions that began at a provider, in the unit of work of others.</summary>
internal static class SignOnSessions
{
    public static async Task EndOfAsync(SocialProfilesDbContext db, Guid providerId, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(x => x.ProviderId == providerId).ExecuteDeleteAsync(cancellationToken);
        db.Raise(default(SessionsEnded));
    }
}
