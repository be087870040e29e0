using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>Seals the client secrets of providers.</summary>
public static class SignOnSecret
{
    public static string SealSignOnSecret(this TokenVault vault, Guid providerId, string secret) => vault.Seal(SealedColumn.SignOnSecret, providerId, secret);

    /// <returns>Null where there is none.</returns>
    /// <exception cref="SealedValueException">It doesn't open.</exception>
    public static string? OpenSignOnSecret(this TokenVault vault, SignOnProvider provider) =>
        provider.SealedSecret is null ? null : vault.Open(SealedColumn.SignOnSecret, provider.Id, provider.SealedSecret);
}

internal sealed class SignOnSecretSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var providers = await db.SignOnProviders.Where(x => x.SealedSecret != null).OrderByDescending(x => x.UpdatedAt).Take(count).ToListAsync(cancellationToken);
        return providers.ConvertAll(provider => new SealedSample(SealedColumn.SignOnSecret, provider.Id.ToString("N"), provider.SealedSecret!));
    }
}
