using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Seals the password of the mail server and the secrets of endpoints.</summary>
internal static class SealedDeliveries
{
    public static string OwnerOf(MailServer server) => OwnerOfMail(server.IsSandbox);

    public static string OwnerOfMail(bool isSandbox) => isSandbox ? "sandbox" : "real";

    public static string SealMailPassword(this TokenVault vault, bool isSandbox, string password) => vault.Seal(SealedColumn.MailPassword, OwnerOfMail(isSandbox), password);

    public static string SealSecret(this TokenVault vault, Guid endpointId, string secret) => vault.Seal(SealedColumn.WebhookSecret, endpointId, secret);

    /// <returns>Null where there is none.</returns>
    /// <exception cref="SealedValueException">It doesn't open.</exception>
    public static string? OpenMailPassword(this TokenVault vault, MailServer server) =>
        server.SealedPassword is null ? null : vault.Open(SealedColumn.MailPassword, OwnerOf(server), server.SealedPassword);

    /// <exception cref="SealedValueException">It doesn't open.</exception>
    public static string OpenSecret(this TokenVault vault, WebhookEndpoint endpoint) => vault.Open(SealedColumn.WebhookSecret, endpoint.Id, endpoint.SealedSecret);
}

internal sealed class MailPasswordSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var servers = await db.MailServers.IgnoreQueryFilters().Where(x => x.SealedPassword != null).OrderByDescending(x => x.UpdatedAt).Take(count).ToListAsync(cancellationToken);
        return servers.ConvertAll(server => new SealedSample(SealedColumn.MailPassword, SealedDeliveries.OwnerOf(server), server.SealedPassword!));
    }
}

internal sealed class WebhookSecretSamples : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken)
    {
        var endpoints = await db.WebhookEndpoints.IgnoreQueryFilters().OrderByDescending(x => x.SecretMadeAt).Take(count).ToListAsync(cancellationToken);
        return endpoints.ConvertAll(endpoint => new SealedSample(SealedColumn.WebhookSecret, endpoint.Id.ToString("N"), endpoint.SealedSecret));
    }
}
