using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Where in the queue a profile is.</summary>
public enum QueueState
{
    /// <summary>Syncing now.</summary>
    Active,

    /// <summary>Due now, and nobody syncs it yet.</summary>
    Waiting,

    /// <summary>Failed, and due again.</summary>
    Retrying,

    /// <summary>In ERROR.</summary>
    Failed,
}

/// <param name="Platform">Key of the platform; null for all.</param>
/// <param name="Failure">Only those that failed of it; null for all.</param>
public sealed record QueueFilter(QueueState State, string? Platform = null, FailureKind? Failure = null);

/// <summary>A profile in the queue. Times are UTC.</summary>
public sealed record QueueRow
{
    public required Guid ConnectionId { get; init; }

    public required Guid TalentId { get; init; }

    public required string TalentName { get; init; }

    /// <summary>Key of the platform.</summary>
    public required string Platform { get; init; }

    public required string Handle { get; init; }

    public FailureKind? Failure { get; init; }

    /// <summary>Attempts made in this round.</summary>
    public int Attempt { get; init; }

    /// <summary>When it is tried (again); for those that wait, since when they do. Null where a person has to act first.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it last changed its state.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>A person waits for it.</summary>
    public bool IsWanted { get; init; }

    /// <summary>When the sync under way was claimed; null where none is.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How far the sync under way is.</summary>
    public SyncStep? Step { get; init; }
}

/// <param name="Total">How many there are in all.</param>
public sealed record QueueRows(int Total, IReadOnlyList<QueueRow> Rows);

/// <summary>Reads the profiles of one state of the queue, a page at a time.</summary>
public sealed class QueueList(Database database, SyncProgress progress, TimeProvider time)
{
    /// <param name="skip">0 or more.</param>
    /// <param name="take">1 or more.</param>
    public Task<QueueRows> GetAsync(QueueFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.State == QueueState.Active ? ActiveAsync(filter, skip, take, cancellationToken) : OthersAsync(filter, skip, take, cancellationToken);
    }

    /// <summary>What runs is known in memory; only names are read.</summary>
    private async Task<QueueRows> ActiveAsync(QueueFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var running = progress.Running.Where(sync => filter.Platform is null || sync.Platform == filter.Platform).ToList();
        var shown = running.Skip(skip).Take(take).ToList();
        var ids = shown.ConvertAll(sync => sync.ConnectionId);
        var rows = await database.ReadAsync(db => Rows(db, db.Connections.Where(x => ids.Contains(x.Id))).ToDictionaryAsync(row => row.ConnectionId, cancellationToken), cancellationToken);
        return new QueueRows(running.Count,
        [
            .. shown.Where(sync => rows.ContainsKey(sync.ConnectionId))
                .Select(sync => rows[sync.ConnectionId] with { StartedAt = sync.StartedAt, Attempt = sync.Attempt, Step = progress.Of(sync.ConnectionId) }),
        ]);
    }

    private Task<QueueRows> OthersAsync(QueueFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            async db =>
            {
                var found = QueueStates.In(db, filter.State, now).Where(x => filter.Platform == null || x.Platform == filter.Platform);
                found = filter.Failure is { } failure ? found.Where(x => x.Failure == failure) : found;
                var total = await found.CountAsync(cancellationToken);
                var ordered = filter.State switch
                {
                    QueueState.Waiting => found.OrderBy(x => x.Priority).ThenBy(x => x.DueAt).ThenBy(x => x.Key),
                    QueueState.Retrying => found.OrderBy(x => x.DueAt).ThenBy(x => x.Key),
                    _ => found.OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Key),
                };
                var rows = total == 0 ? [] : await Rows(db, ordered.Skip(skip).Take(take)).ToListAsync(cancellationToken);
                return new QueueRows(total, rows);
            },
            cancellationToken);
    }

    private static IQueryable<QueueRow> Rows(SocialProfilesDbContext db, IQueryable<Connection> connections) => connections.Select(connection => new QueueRow
    {
        ConnectionId = connection.Id,
        TalentId = connection.TalentId,
        TalentName = db.Set<Talent>().Where(talent => talent.Id == connection.TalentId).Select(talent => talent.Name).FirstOrDefault() ?? "",
        Platform = connection.Platform,
        Handle = connection.Handle,
        Failure = connection.Failure,
        Attempt = connection.Attempt,
        DueAt = connection.DueAt,
        UpdatedAt = connection.UpdatedAt,
        IsWanted = connection.Priority == SyncPriority.Person,
    });
}
