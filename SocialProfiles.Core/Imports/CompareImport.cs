using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <summary>In what the old system and this one differ about a record.</summary>
public enum ImportDifference
{
    /// <summary>Nothing: the same talent has the same profile, and the numbers fit.</summary>
    None,

    /// <summary>The profile, or its talent too, isn't here.</summary>
    Missing,

    /// <summary>The profile belongs to another talent here.</summary>
    OtherTalents,

    /// <summary>The record can't be imported.</summary>
    Refused,

    /// <summary>It is here and was never read from its platform.</summary>
    NeverSynced,

    /// <summary>Its last sync failed.</summary>
    InError,

    /// <summary>The followers differ by more than <see cref="CompareImport.Tolerance"/>.</summary>
    Followers,
}

/// <param name="Number">Of the row in the file.</param>
/// <param name="OldId">The record's id in the old system; null where the file has none.</param>
/// <param name="Sentence">What differs.</param>
public sealed record ImportComparedRow(int Number, ImportDifference Difference, string? OldId, string? Sentence);

/// <summary>Compares an export of the old system with what is here, before the old one is switched off. Changes nothing.</summary>
public sealed class CompareImport(Database database, PreviewImport preview)
{
    /// <summary>By how much followers may have changed in the meantime: a fraction of the old number.</summary>
    public const double Tolerance = 0.2;

    /// <returns>All rows, in the order of the file.</returns>
    public async Task<IReadOnlyList<ImportComparedRow>> ExecuteAsync(ImportTable table, ImportChoices options, CancellationToken cancellationToken)
    {
        var steps = await preview.StepsAsync(table, options.Fields ?? preview.Fields(table), options, cancellationToken);
        var keys = steps.Where(step => step.ConnectionKey != 0).Select(step => step.ConnectionKey).Distinct().ToList();
        var here = await database.ReadAsync(
            db => (from connection in db.Connections
                   join found in db.Profiles on connection.Key equals found.ConnectionKey into profiles
                   from profile in profiles.DefaultIfEmpty()
                   where keys.Contains(connection.Key)
                   select new Here(connection.Key, connection.Status, connection.LastSyncedAt, profile == null ? null : profile.Followers)).ToDictionaryAsync(x => x.Key, cancellationToken),
            cancellationToken);
        return steps.ConvertAll(step => Compare(step, here.GetValueOrDefault(step.ConnectionKey)));
    }

    private static ImportComparedRow Compare(ImportStep step, Here? here)
    {
        var old = ImportRecord.ReadCount(step.Record.Followers);
        var (difference, sentence) = step.Outcome switch
        {
            ImportOutcome.NewTalent or ImportOutcome.NewProfile => (ImportDifference.Missing, step.NewTalent is not null ? "The talent isn't here." : "The profile isn't here."),
            ImportOutcome.OtherTalents => (ImportDifference.OtherTalents, step.Reason),
            ImportOutcome.AlreadyThere => here is null ? (ImportDifference.None, null) : OfNumbers(here, old),
            _ => (ImportDifference.Refused, step.Reason),
        };
        return new ImportComparedRow(step.Record.Number, difference, step.Record.RecordId, sentence);
    }

    private static (ImportDifference Difference, string? Sentence) OfNumbers(Here here, long? old) => here switch
    {
        { Status: SyncStatus.Error } => (ImportDifference.InError, "Its last sync failed. Its card says why."),

        // Of a platform that shows nothing, only the link is kept.
        { LastSyncedAt: null, Status: SyncStatus.Ready } => (ImportDifference.None, null),
        { LastSyncedAt: null } => (ImportDifference.NeverSynced, "It's waiting for its first sync."),
        { Followers: { } now } when old is > 0 and var then && Math.Abs(now - then) > then * Tolerance =>
            (ImportDifference.Followers, string.Create(CultureInfo.InvariantCulture, $"{then} followers in the file, {now} now.")),
        _ => (ImportDifference.None, null),
    };

    private sealed record Here(long Key, SyncStatus Status, DateTimeOffset? LastSyncedAt, long? Followers);
}
