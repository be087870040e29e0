using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Platforms.Credentials;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>
/// At start: opens the newest sealed row of each kind. Where keys are lost, Data Protection makes new ones without a word;
/// this is what notices.
/// </summary>
public sealed partial class SealingCheck(Database database, TokenVault vault, SealingHealth health, ILogger<SealingCheck> logger)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var samples = await database.ReadAsync(db => SamplesAsync(db, cancellationToken), cancellationToken);
        var isWell = samples.TrueForAll(Opens);
        health.Checked(isWell);
        if (!isWell)
        {
            LogWrongKeys(health.KeysFolder);
        }
    }

    private static async Task<List<Sample>> SamplesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var consent = await db.Consents
            .Where(x => x.SealedAccessToken != null)
            .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new { connection.Id, consent.SealedAccessToken, consent.IssuedAt })
            .OrderByDescending(x => x.IssuedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var held = await db.HeldConsents.OrderByDescending(x => x.HeldAt).Select(x => new { x.Id, x.SealedTokens }).FirstOrDefaultAsync(cancellationToken);
        var credential = await db.Credentials.OrderByDescending(x => x.UpdatedAt).FirstOrDefaultAsync(cancellationToken);

        List<Sample> samples = [];
        if (consent is not null)
        {
            samples.Add(new Sample(SealedColumn.AccessToken, consent.Id.ToString("N"), consent.SealedAccessToken!));
        }

        if (held is not null)
        {
            samples.Add(new Sample(SealedColumn.HeldTokens, held.Id.ToString("N"), held.SealedTokens));
        }

        if (credential is not null)
        {
            samples.Add(new Sample(SealedColumn.Credential, CredentialSeal.OwnerOf(credential), credential.SealedValue));
        }

        return samples;
    }

    private bool Opens(Sample sample)
    {
        try
        {
            vault.Open(sample.Column, sample.Owner, sample.SealedValue);
            return true;
        }
        catch (SealedValueException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Critical, "Wrong or missing encryption keys: what is sealed in the database does not open. Nothing is synced. Restore the files of {Folder} from the backup and start again")]
    private partial void LogWrongKeys(string folder);

    private sealed record Sample(SealedColumn Column, string Owner, string SealedValue);
}
