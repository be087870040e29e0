using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Attention;

/// <summary>
/// Reads what failed or is stale, by cause. What has a notice of its own (a permission that ended, a decision that waits) is
/// left to <see cref="NoticeList"/>, and archived talents to their archive.
/// </summary>
public sealed class AttentionList(Database database, TimeProvider time)
{
    /// <summary>Profiles that a cause names.</summary>
    public const int Named = 5;

    /// <summary>The causes, the one with the most profiles first.</summary>
    public Task<IReadOnlyList<AttentionCause>> CausesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AttentionCause>>(
            async db =>
            {
                var stale = time.GetUtcNow() - RosterFilter.StaleAfter;
                var causes = await Needing(db, stale).GroupBy(x => new { x.Platform, Failure = x.Status == SyncStatus.Error ? x.Failure ?? FailureKind.InternalError : (FailureKind?)null })
                    .Select(group => new { group.Key.Platform, group.Key.Failure, Count = group.Count() })
                    .ToListAsync(cancellationToken);
                List<AttentionCause> found = [];
                foreach (var cause in causes.OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Platform, StringComparer.Ordinal))
                {
                    // A handful of causes at most, each with a handful of rows: of thousands that fail alike only these are read.
                    found.Add(new AttentionCause(cause.Platform, cause.Failure, cause.Count, await SomeAsync(db, Of(Needing(db, stale), cause.Platform, cause.Failure), cancellationToken)));
                }

                return found;
            },
            cancellationToken);

    /// <summary>How many causes there are.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => Needing(db, time.GetUtcNow() - RosterFilter.StaleAfter)
                .Select(x => new { x.Platform, Failure = x.Status == SyncStatus.Error ? x.Failure ?? FailureKind.InternalError : (FailureKind?)null })
                .Distinct().CountAsync(cancellationToken),
            cancellationToken);

    /// <summary>The connections of a cause, those longest without a good sync first.</summary>
    internal Task<List<Guid>> ConnectionsAsync(string platform, FailureKind? failure, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => Of(Needing(db, time.GetUtcNow() - RosterFilter.StaleAfter), platform, failure).OrderBy(x => x.LastSyncedAt).ThenBy(x => x.Key).Select(x => x.Id).ToListAsync(cancellationToken),
            cancellationToken);

    private static IQueryable<Connection> Needing(SocialProfilesDbContext db, DateTimeOffset stale) => db.Connections.Where(x =>
        (x.Status == SyncStatus.Error || (x.Status == SyncStatus.Ready && x.DueAt != null && x.LastSyncedAt != null && x.LastSyncedAt < stale))
        && db.Set<Talent>().Any(talent => talent.Id == x.TalentId && talent.ArchivedAt == null)
        && !db.Set<Notice>().Any(notice => notice.SubjectId == x.Id && notice.ClosedAt == null));

    private static IQueryable<Connection> Of(IQueryable<Connection> needing, string platform, FailureKind? failure) => failure switch
    {
        null => needing.Where(x => x.Platform == platform && x.Status == SyncStatus.Ready),
        FailureKind.InternalError => needing.Where(x => x.Platform == platform && x.Status == SyncStatus.Error && (x.Failure == null || x.Failure == failure)),
        _ => needing.Where(x => x.Platform == platform && x.Status == SyncStatus.Error && x.Failure == failure),
    };

    private static Task<List<AttentionProfile>> SomeAsync(SocialProfilesDbContext db, IQueryable<Connection> connections, CancellationToken cancellationToken) => (
        from connection in connections
        join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
        orderby connection.LastSyncedAt, connection.Key
        select new AttentionProfile(connection.Id, talent.Id, talent.Name, connection.Handle, connection.LastSyncedAt)).Take(Named).ToListAsync(cancellationToken);
}
