using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Who is invited keeps their address while the link lasts: else somebody of the team could take it, and be taken for them.</summary>
internal sealed class InvitedEmails(TimeProvider time) : IReservedEmail
{
    public Task<bool> IsReservedAsync(SocialProfilesDbContext db, string normalizedEmail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.ColleagueInvitations.AnyAsync(x => x.NormalizedEmail == normalizedEmail && x.ExpiresAt > now, cancellationToken);
    }
}
