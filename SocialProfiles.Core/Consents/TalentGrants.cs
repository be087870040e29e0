using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>A permission that is to be given back once its row is gone.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Tokens">Null where it had ended, or doesn't open.</param>
/// <param name="AccountId">The platform's id of the account; null where it reveals none.</param>
public sealed record TalentGrant(string Platform, string Handle, PlatformTokens? Tokens, string? AccountId);

/// <summary>All that a talent permitted, taken before the talent is deleted, since the tokens go with the rows.</summary>
public sealed class TalentGrants(TokenVault vault, ConsentRevoker revoker)
{
    public async Task<IReadOnlyList<TalentGrant>> TakeAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken)
    {
        var consents = await (
            from connection in db.Connections
            join consent in db.Consents on connection.Key equals consent.ConnectionKey
            where connection.TalentId == talentId
            select new { connection.Platform, connection.Handle, connection.Id, Consent = consent }).AsNoTracking().ToListAsync(cancellationToken);
        var held = await db.HeldConsents.AsNoTracking().Where(x => x.TalentId == talentId).ToListAsync(cancellationToken);
        return
        [
            .. consents.Select(found => new TalentGrant(found.Platform, found.Handle, vault.TryTokensOf(found.Consent, found.Id), found.Consent.AccountId)),
            .. held.Select(found => new TalentGrant(found.Platform, found.Handle, vault.TryOpenHeld(found), found.AccountId)),
        ];
    }

    /// <summary>Gives them back at their platforms; call after the commit. Never throws for what a platform does.</summary>
    /// <returns>What became of each, in the same order.</returns>
    public async Task<IReadOnlyList<Revocation>> GiveBackAsync(IReadOnlyList<TalentGrant> grants) =>
        await Task.WhenAll(grants.Select(grant => revoker.ExecuteAsync(grant.Platform, grant.Tokens, grant.AccountId)));
}
