using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <param name="Handle">As it is connected.</param>
public sealed record AccountOwner(Guid TalentId, string TalentName, string Platform, string Handle);

/// <summary>Says before anything is connected who has an account already.</summary>
public sealed class AccountOwners(Database database, PlatformCatalog catalog)
{
    /// <returns>Null where nobody has it, or the request names no account.</returns>
    public async Task<AccountOwner?> FindAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (ConnectTarget.Read(catalog, request) is not { Succeeded: true, Value: var account })
        {
            return null;
        }

        var (platform, handle, name) = (account.Platform.Key, account.NormalizedHandle, account.Platform.Name);
        return await database.ReadAsync(
            db => (from connection in db.Connections
                   join talent in db.Talents on connection.TalentId equals talent.Id
                   where connection.Platform == platform && connection.NormalizedHandle == handle
                   select new AccountOwner(talent.Id, talent.Name, name, connection.Handle)).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
    }
}
