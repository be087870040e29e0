using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>When backups are made, and how many stay.</summary>
/// <param name="IsOn">Whether one is made every day.</param>
/// <param name="Hour">0 to 23, the agency's.</param>
/// <param name="Keep">Daily backups that stay, 1 to 365.</param>
/// <param name="SealedPassphrase">Sealed; null where backups are not encrypted.</param>
public sealed record BackupSettings(bool IsOn = true, int Hour = 3, int Keep = 14, string? SealedPassphrase = null)
{
    public const int MostKept = 365;
    public const int ShortestPassphrase = 12;
    public const int LongestPassphrase = 200;

    /// <summary>Whether backups are encrypted, with the encryption keys in them.</summary>
    [JsonIgnore]
    public bool IsEncrypted => SealedPassphrase is not null;

    /// <summary>What is wrong with a new passphrase, as a sentence; null where nothing is.</summary>
    public static string? Refusal(string? passphrase) => passphrase switch
    {
        null or { Length: < ShortestPassphrase } => $"Choose a passphrase of at least {ShortestPassphrase} characters. A few words in a row are easy to remember.",
        { Length: > LongestPassphrase } => $"Shorten the passphrase to {LongestPassphrase} characters.",
        _ when passphrase.Distinct().Count() < 4 => "Choose a passphrase with at least 4 different characters.",
        _ => null,
    };

    /// <summary>Never the passphrase: this may end in a log.</summary>
    public override string ToString() => $"on: {IsOn}, hour: {Hour}, keep: {Keep}, encrypted: {IsEncrypted}";
}

/// <param name="Passphrase">A new one; empty keeps what is set.</param>
/// <param name="IsEncrypted">False forgets the passphrase.</param>
public sealed record BackupSettingsRequest(bool IsOn, int? Hour, int? Keep, bool IsEncrypted, string? Passphrase)
{
    /// <summary>Never the passphrase: this may end in a log.</summary>
    public override string ToString() => $"on: {IsOn}, hour: {Hour}, keep: {Keep}, encrypted: {IsEncrypted}";
}

/// <summary>Reads and sets when backups are made. The passphrase is sealed, and never shown again.</summary>
public sealed class BackupPlan(Database database, TokenVault vault, SealingHealth sealing, ActivityLog activity)
{
    internal const string SettingName = "Backups";
    internal const string Owner = "backups";

    public async Task<BackupSettings> GetAsync(CancellationToken cancellationToken) =>
        Read(await database.ReadAsync(db => db.AgencySettings.SingleOrDefaultAsync(x => x.Name == SettingName, cancellationToken), cancellationToken));

    /// <summary>The passphrase; null where there is none.</summary>
    /// <exception cref="SealedValueException">It doesn't open: the keys are wrong.</exception>
    public async Task<string?> PassphraseAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).SealedPassphrase is { } stored ? vault.Open(SealedColumn.BackupPassphrase, Owner, stored) : null;

    /// <returns>What is set now; or <see cref="InvalidError"/> for <c>hour</c>, <c>keep</c> or <c>passphrase</c>, <see cref="ConflictError"/> while nothing can be sealed.</returns>
    public async Task<Result<BackupSettings, UseCaseError>> SetAsync(BackupSettingsRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var isNew = request.IsEncrypted && !string.IsNullOrEmpty(request.Passphrase);
        if (Check(request, isNew) is { } wrong)
        {
            return wrong;
        }

        if (isNew && !sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        return await database.WriteAsync<Result<BackupSettings, UseCaseError>>(
            async db =>
            {
                var stored = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == SettingName, cancellationToken);
                var before = Read(stored);
                if (request.IsEncrypted && !isNew && !before.IsEncrypted)
                {
                    return new InvalidError("passphrase", "Choose a passphrase.");
                }

                var after = new BackupSettings(
                    request.IsOn, request.Hour!.Value, request.Keep!.Value,
                    !request.IsEncrypted ? null : isNew ? vault.Seal(SealedColumn.BackupPassphrase, Owner, request.Passphrase!) : before.SealedPassphrase);
                if (after != before)
                {
                    stored ??= db.AgencySettings.Add(new AgencySetting { Name = SettingName, Value = "" }).Entity;
                    stored.Value = JsonSerializer.Serialize(after, BackupSettingsJson.Default.BackupSettings);
                    activity.Add(db, actor, ActivityAction.BackupSettingsChanged, after.IsOn ? $"daily at {after.Hour:00}:00, the newest {after.Keep} kept" : "no daily backups", detail: after.IsEncrypted ? "Encrypted." : "Not encrypted.");
                }

                return after;
            },
            cancellationToken);
    }

    /// <summary>What nobody has set, or a newer version wrote, is the default.</summary>
    internal static BackupSettings Read(AgencySetting? stored)
    {
        try
        {
            return stored is null ? new BackupSettings() : JsonSerializer.Deserialize(stored.Value, BackupSettingsJson.Default.BackupSettings) ?? new BackupSettings();
        }
        catch (JsonException)
        {
            return new BackupSettings();
        }
    }

    private static InvalidError? Check(BackupSettingsRequest request, bool isNew) => request switch
    {
        { Hour: null or < 0 or > 23 } => new("hour", "Choose an hour from 0 to 23."),
        { Keep: null or < 1 or > BackupSettings.MostKept } => new("keep", $"Enter how many daily backups to keep, from 1 to {BackupSettings.MostKept}."),
        _ when isNew && BackupSettings.Refusal(request.Passphrase) is { } refusal => new("passphrase", refusal),
        _ => null,
    };
}

/// <summary>Shows at the start whether the passphrase opens with the keys that are there.</summary>
internal sealed class BackupPassphraseSample : ISealedSamples
{
    public async Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken) =>
        BackupPlan.Read(await db.AgencySettings.SingleOrDefaultAsync(x => x.Name == BackupPlan.SettingName, cancellationToken)).SealedPassphrase is { } stored
            ? [new SealedSample(SealedColumn.BackupPassphrase, BackupPlan.Owner, stored)]
            : [];
}

[JsonSerializable(typeof(BackupSettings))]
internal sealed partial class BackupSettingsJson : JsonSerializerContext;
