using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Platforms.Credentials;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>
/// At start: opens the newest sealed rows of each kind. Where keys are lost, Data Protection makes new ones without a word;
/// this is what notices. One row that does not open beside others that do is a damaged row and not a wrong key.
/// </summary>
public sealed partial class SealingCheck(Database database, TokenVault vault, SealingHealth health, ILogger<SealingCheck> logger)
{
    private const int NewestOfAKind = 3;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var samples = await database.ReadAsync(db => SamplesAsync(db, cancellationToken), cancellationToken);
        var isWell = samples.TrueForAll(kind => kind.Count == 0 || kind.Any(Opens));
        health.Checked(isWell);
        if (!isWell)
        {
            LogWrongKeys(health.KeysFolder);
        }
    }

    private static async Task<List<IReadOnlyList<Sample>>> SamplesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var consents = await db.Consents
            .Where(x => x.SealedAccessToken != null)
            .Join(db.Connections, x => x.ConnectionKey, x => x.Key, (consent, connection) => new { connection.Id, consent.SealedAccessToken, consent.IssuedAt })
            .OrderByDescending(x => x.IssuedAt)
            .Take(NewestOfAKind)
            .ToListAsync(cancellationToken);
        var held = await db.HeldConsents.OrderByDescending(x => x.HeldAt).Select(x => new { x.Id, x.SealedTokens }).Take(NewestOfAKind).ToListAsync(cancellationToken);
        var credentials = await db.Credentials.OrderByDescending(x => x.UpdatedAt).Take(NewestOfAKind).ToListAsync(cancellationToken);
        return
        [
            consents.ConvertAll(consent => new Sample(SealedColumn.AccessToken, consent.Id.ToString("N"), consent.SealedAccessToken!)),
            held.ConvertAll(one => new Sample(SealedColumn.HeldTokens, one.Id.ToString("N"), one.SealedTokens)),
            credentials.ConvertAll(credential => new Sample(SealedColumn.Credential, CredentialSeal.OwnerOf(credential), credential.SealedValue)),
        ];
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
