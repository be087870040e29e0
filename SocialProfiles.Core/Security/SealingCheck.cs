using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>
/// At start: opens the newest sealed rows of each kind. Where keys are lost, Data Protection makes new ones without a word;
/// this is what notices. One row that does not open beside others that do is a damaged row and not a wrong key.
/// </summary>
public sealed partial class SealingCheck(
    Database database, IEnumerable<ISealedSamples> kinds, TokenVault vault, SealingHealth health, ILogger<SealingCheck> logger)
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

    private async Task<List<IReadOnlyList<SealedSample>>> SamplesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<SealedSample>> samples = [];
        foreach (var kind in kinds)
        {
            samples.Add(await kind.NewestAsync(db, NewestOfAKind, cancellationToken));
        }

        return samples;
    }

    private bool Opens(SealedSample sample)
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

    [LoggerMessage(LogLevel.Critical, "Wrong or missing encryption keys: they don't open what is stored in the database, so nothing syncs. Restore the files in {Folder} from your backup, then start SocialProfiles again")]
    private partial void LogWrongKeys(string folder);
}
