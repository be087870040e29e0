using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>One credential as the settings page shows it. Never a secret.</summary>
/// <param name="Key">In the configuration, such as <c>Platforms:TikTok:ClientKey</c>.</param>
/// <param name="IsSet">In the configuration, or here.</param>
/// <param name="IsConfigured">The configuration sets it, so it cannot be set here.</param>
/// <param name="Value">What it is set to; null for a secret, and where it is not set.</param>
/// <param name="StoredAt">When it was set here, UTC; null where it is not.</param>
public sealed record CredentialState(CredentialField Field, string Key, bool IsSet, bool IsConfigured, string? Value, DateTimeOffset? StoredAt);

/// <summary>What is set of a platform's credentials.</summary>
/// <param name="Problem">Why what is stored here is not used, as a sentence; null where all is well.</param>
public sealed record PlatformCredentials(IPlatform Platform, IReadOnlyList<CredentialState> Fields, string? Problem)
{
    /// <summary>Whether everything is there that a way of connecting needs; also where it needs nothing.</summary>
    public bool IsComplete(CredentialUse use) => Fields.All(state => state.Field.Use != use || state.IsSet);

    public bool Needs(CredentialUse use) => Fields.Any(state => state.Field.Use == use);
}

/// <summary>Reads which credentials are set, and by what.</summary>
public sealed class CredentialList(Database database, TokenVault vault, PlatformCatalog catalog, CredentialSource source, StoredCredentials stored)
{
    /// <summary>Every platform, in the order of the catalogue.</summary>
    public async Task<IReadOnlyList<PlatformCredentials>> GetAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Credentials.ToListAsync(cancellationToken), cancellationToken);
        return [.. catalog.All.Select(platform => Read(platform, rows))];
    }

    /// <returns>Null where there is no such platform.</returns>
    public async Task<PlatformCredentials?> FindAsync(string platformKey, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return null;
        }

        var rows = await database.ReadAsync(db => db.Credentials.Where(x => x.Platform == platform.Key).ToListAsync(cancellationToken), cancellationToken);
        return Read(platform, rows);
    }

    private PlatformCredentials Read(IPlatform platform, List<StoredCredential> rows) =>
        new(platform, [.. platform.Credentials.Select(field => Read(platform, field, rows))], stored.ProblemOf(platform.Key));

    private CredentialState Read(IPlatform platform, CredentialField field, List<StoredCredential> rows)
    {
        var key = CredentialRules.KeyOf(platform, field.Option);
        if (source.TryGetElsewhere(key, out var configured))
        {
            return new CredentialState(field, key, !string.IsNullOrEmpty(configured), IsConfigured: true, field.IsSecret ? null : configured, StoredAt: null);
        }

        var row = rows.Find(row => row.Platform == platform.Key && row.Option == field.Option);
        var value = row is null || field.IsSecret ? null : vault.OpenCredential(row);
        return new CredentialState(field, key, row is not null, IsConfigured: false, value, row?.UpdatedAt);
    }
}
