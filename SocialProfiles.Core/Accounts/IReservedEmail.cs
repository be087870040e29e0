using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Knows addresses that wait for somebody who has no account yet.</summary>
public interface IReservedEmail
{
    /// <param name="normalizedEmail">As Identity compares it.</param>
    Task<bool> IsReservedAsync(SocialProfilesDbContext db, string normalizedEmail, CancellationToken cancellationToken);
}
