using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>One field of the form.</summary>
/// <param name="Option">Name of the option, such as <c>ClientSecret</c>.</param>
/// <param name="Value">What was typed. Empty keeps a secret as it is stored, and clears what is no secret: that one was seen.</param>
/// <param name="Clear">Takes away what is stored.</param>
public sealed record CredentialEntry(string Option, string? Value, bool Clear = false)
{
    /// <summary>Never the value: this may end in a log.</summary>
    public override string ToString() => Option;
}

/// <param name="Queued">How many connections had waited for these credentials and are tried now.</param>
public sealed record SavedCredentials(PlatformCredentials Credentials, bool HasChanged, int Queued);

/// <summary>Sets the credentials of a platform, or takes them away. They are in use at once.</summary>
public sealed class SaveCredentials(
    Database database,
    TokenVault vault,
    SealingHealth sealing,
    PlatformCatalog catalog,
    CredentialRules rules,
    StoredCredentials stored,
    CredentialList list,
    QueueNewlyConfigured newlyConfigured,
    AccessEnds ends,
    ActivityLog activity,
    TimeProvider time)
{
    /// <summary>Longer than any that a platform gives out.</summary>
    public const int MaxLength = 2000;

    /// <param name="entries">What is not named stays as it is.</param>
    /// <returns>What is set now; or <see cref="NotFoundError"/>, <see cref="InvalidError"/> with the option in camel case, <see cref="ConflictError"/> while nothing can be sealed.</returns>
    public async Task<Result<SavedCredentials, UseCaseError>> ExecuteAsync(string platformKey, IReadOnlyList<CredentialEntry> entries, Actor actor, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return new NotFoundError("There is no such platform.");
        }

        var (changes, refusal) = Read(platform, entries);
        if (refusal is not null)
        {
            return refusal;
        }

        // What does not open any more can still be taken away.
        if (!sealing.IsWell && changes.Values.Any(value => value is not null))
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var written = await database.WriteAsync(db => WriteAsync(db, platform, changes, actor, cancellationToken), cancellationToken);
        if (!written.Succeeded)
        {
            return written.Failure;
        }

        await stored.LoadAsync(cancellationToken);
        var queued = written.Value ? await newlyConfigured.ExecuteAsync(platform, cancellationToken) : 0;
        if (written.Value)
        {
            await ends.CheckAsync(platform, isReplaced: true, cancellationToken);
        }

        return new SavedCredentials((await list.FindAsync(platform.Key, cancellationToken))!, written.Value, queued);
    }

    /// <summary>What the entries ask for, by option: a value, or null to take it away.</summary>
    private (Dictionary<string, string?> Changes, UseCaseError? Refusal) Read(IPlatform platform, IReadOnlyList<CredentialEntry> entries)
    {
        Dictionary<string, string?> changes = new(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var field = platform.Credentials.FirstOrDefault(field => field.Option == entry.Option);
            var value = entry.Value?.Trim() ?? "";
            if (field is null)
            {
                return (changes, new InvalidError(CredentialRules.NameOf(entry.Option), $"{platform.Name} has no such setting."));
            }

            var isKept = !entry.Clear && value.Length == 0 && field.IsSecret;
            if (isKept)
            {
                continue;
            }

            if (rules.IsSetElsewhere(platform, field))
            {
                return (changes, new InvalidError(CredentialRules.NameOf(field.Option), $"The configuration sets “{field.Label}” ({CredentialRules.KeyOf(platform, field.Option)}). Change it there."));
            }

            if (value.Length > MaxLength)
            {
                return (changes, new InvalidError(CredentialRules.NameOf(field.Option), $"“{field.Label}” is longer than any that {platform.Name} issues. Copy it again."));
            }

            changes[field.Option] = entry.Clear || value.Length == 0 ? null : value;
        }

        return (changes, null);
    }

    private async Task<Result<bool, UseCaseError>> WriteAsync(
        SocialProfilesDbContext db, IPlatform platform, Dictionary<string, string?> changes, Actor actor, CancellationToken cancellationToken)
    {
        var rows = (await db.Credentials.Where(x => x.Platform == platform.Key).ToListAsync(cancellationToken)).ToDictionary(row => row.Option, StringComparer.Ordinal);
        Dictionary<string, string?> candidate = new(StringComparer.Ordinal);
        foreach (var field in rules.Settable(platform))
        {
            // One that no longer opens counts as none: it has to be entered anew, or cleared.
            candidate[field.Option] = changes.TryGetValue(field.Option, out var change) ? change
                : rows.TryGetValue(field.Option, out var row) ? vault.OpenCredential(row) : null;
        }

        if (rules.FirstFault(platform, candidate) is { } fault)
        {
            return fault;
        }

        List<string> set = [];
        List<string> cleared = [];
        foreach (var field in platform.Credentials.Where(field => changes.ContainsKey(field.Option)))
        {
            var value = changes[field.Option];
            var row = rows.GetValueOrDefault(field.Option);
            if (value is null && row is not null)
            {
                db.Credentials.Remove(row);
                cleared.Add(field.Label);
            }
            else if (value is not null && (row is null || vault.OpenCredential(row) != value))
            {
                Store(db, platform, field, row, value);
                set.Add(field.Label);
            }
        }

        if (set.Count + cleared.Count == 0)
        {
            return false;
        }

        activity.Add(db, actor, ActivityAction.CredentialsChanged, platform.Name, detail: Detail(set, cleared));
        return true;
    }

    private void Store(SocialProfilesDbContext db, IPlatform platform, CredentialField field, StoredCredential? row, string value)
    {
        var sealedValue = vault.SealCredential(platform.Key, field.Option, value);
        row ??= db.Credentials.Add(new StoredCredential { Platform = platform.Key, Option = field.Option, SealedValue = sealedValue }).Entity;
        row.SealedValue = sealedValue;
        row.UpdatedAt = time.GetUtcNow();
    }

    private static string Detail(List<string> set, List<string> cleared) => string.Join(
        ' ',
        new[] { ("Set", set), ("Cleared", cleared) }.Where(part => part.Item2.Count > 0).Select(part => $"{part.Item1}: {string.Join(", ", part.Item2)}."));
}
