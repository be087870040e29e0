using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

public enum RosterOrder
{
    Name,

    /// <summary>By known followers over all connections.</summary>
    Followers,

    /// <summary>
    /// By the oldest last sync of the connections that sync. In both directions, those of whom one never synced come after all
    /// others, and those without a connection that syncs come last.
    /// </summary>
    OldestSync,

    /// <summary>Newest talents first when descending.</summary>
    Added,
}

/// <param name="Search">Words that all stand in a name, a tag or a handle, in any order and case and without accents; or a link to a profile. Null or empty for all.</param>
/// <param name="Skip">Rows to leave out, 0 or more.</param>
/// <param name="Take">Rows to give, 1 to 200.</param>
public sealed record RosterRequest(
    string? Search = null, RosterOrder Order = RosterOrder.Name, bool Descending = false, int Skip = 0, int Take = 25, bool Archived = false)
{
    public RosterFilter Filter { get; init; } = RosterFilter.None;
}

/// <summary>A talent on the roster.</summary>
public sealed record RosterRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<ConnectionView> Connections { get; init; }

    /// <summary>When the talent was added, UTC.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Sum of the known followers; null when none is known.</summary>
    public long? Followers { get; init; }

    /// <summary>The oldest last sync of the connections that can sync, UTC; null when one never did or there is none.</summary>
    public DateTimeOffset? OldestSync { get; init; }
}

/// <param name="Total">Talents that match, over all pages.</param>
/// <param name="IsEmpty">There is no talent at all, searched for or not.</param>
public sealed record RosterPage(IReadOnlyList<RosterRow> Rows, int Total, bool IsEmpty);

/// <summary>Reads a page of the roster: one query for the talents of the page, one for their connections, and one to count all who match.</summary>
public sealed class TalentRoster(Database database, PlatformCatalog catalog, ConnectionList list, TimeProvider time)
{
    /// <summary>Talents of <see cref="AllAsync"/> that are read at once.</summary>
    public const int Batch = 100;

    public Task<RosterPage> GetAsync(RosterRequest request, CancellationToken cancellationToken) =>
        database.ReadAsync(db => PageAsync(db, request, cancellationToken), cancellationToken);

    /// <summary>How many talents each choice of each filter would show beside the rest of the request; the page does not matter.</summary>
    public Task<RosterCounts> CountsAsync(RosterRequest request, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => RosterCounts.ReadAsync(db, Searched(db, request), request.Filter, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>The rows of these talents as they are now, in no order; those who are gone are left out. For a page that is open.</summary>
    public Task<List<RosterRow>> RowsAsync(IReadOnlyCollection<Guid> talentIds, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => await RowsAsync(db, await db.Talents.Where(x => talentIds.Contains(x.Id)).ToListAsync(cancellationToken), cancellationToken),
            cancellationToken);

    /// <summary>All who match, over all pages, in the request's order; those of a few talents after another.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RosterRow>> AllAsync(RosterRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(db => Order(db, Matching(db, request), request).Select(x => x.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var batch in ids.Chunk(Batch))
        {
            var rows = (await RowsAsync(batch, cancellationToken)).ToDictionary(row => row.Id);
            yield return [.. batch.Where(rows.ContainsKey).Select(id => rows[id])];
        }
    }

    /// <summary>All who match, over all pages, in the request's order; not more than <see cref="BulkChange.Most"/>.</summary>
    public Task<List<NamedId>> NamesAsync(RosterRequest request, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => Order(db, Matching(db, request), request)
                .Take(BulkChange.Most)
                .Select(x => new NamedId(x.Id, x.Name))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>One talent; null when there is none.</summary>
    public Task<Talent?> FindAsync(Guid talentId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken), cancellationToken);

    private async Task<RosterPage> PageAsync(SocialProfilesDbContext db, RosterRequest request, CancellationToken cancellationToken)
    {
        var matching = Matching(db, request);
        var total = await matching.CountAsync(cancellationToken);
        var talents = await Order(db, matching, request).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var rows = await RowsAsync(db, talents, cancellationToken);
        var isEmpty = total == 0 && !await db.Talents.AnyAsync(cancellationToken);
        return new RosterPage(rows, total, isEmpty);
    }

    private async Task<List<RosterRow>> RowsAsync(SocialProfilesDbContext db, List<Talent> talents, CancellationToken cancellationToken)
    {
        var ids = talents.ConvertAll(talent => talent.Id);
        var connections = (await list.TrustedAsync(db, db.Connections.Where(x => ids.Contains(x.TalentId)), cancellationToken))
            .ToLookup(connection => connection.TalentId);
        return talents.ConvertAll(talent => Row(talent, [.. connections[talent.Id]]));
    }

    private IQueryable<Talent> Matching(SocialProfilesDbContext db, RosterRequest request) => request.Filter.Apply(db, Searched(db, request), time.GetUtcNow());

    private IQueryable<Talent> Searched(SocialProfilesDbContext db, RosterRequest request) =>
        RosterSearch.Apply(db, catalog, db.Talents.Where(x => (x.ArchivedAt != null) == request.Archived), request.Search);

    private static IQueryable<Talent> Order(SocialProfilesDbContext db, IQueryable<Talent> talents, RosterRequest request)
    {
        var judged = db.JudgedConnections;

        // Sums are made only for the two orders that need them: a page by name never reads the whole table.
        var ordered = request.Order switch
        {
            RosterOrder.Followers => By(talents, request.Descending, x => (
                from one in judged
                join profile in db.Set<SocialProfile>() on one.Connection.Key equals profile.ConnectionKey
                where one.Connection.TalentId == x.Id && profile.Followers <= Believable.Most && !one.FollowersBroken
                select profile.Followers).Sum()),
            RosterOrder.OldestSync => ByOldestSync(db, talents, request.Descending),
            RosterOrder.Added => By(talents, request.Descending, x => x.CreatedAt),
            _ => By(talents, request.Descending, x => x.SortName),
        };
        return ordered.ThenBy(x => x.Id);
    }

    private static IOrderedQueryable<Talent> ByOldestSync(SocialProfilesDbContext db, IQueryable<Talent> talents, bool descending)
    {
        // 0 where all have synced, 1 where one never did, 2 where there is none that syncs.
        var apart = talents.OrderBy(x => db.Set<Connection>()
            .Where(connection => connection.TalentId == x.Id && (connection.LastSyncedAt != null || connection.Status != SyncStatus.Ready))
            .Max(connection => (int?)(connection.LastSyncedAt == null ? 1 : 0)) ?? 2);
        Expression<Func<Talent, DateTimeOffset?>> oldest = x => db.Set<Connection>()
            .Where(connection => connection.TalentId == x.Id)
            .Min(connection => connection.LastSyncedAt);
        return descending ? apart.ThenByDescending(oldest) : apart.ThenBy(oldest);
    }

    private static IOrderedQueryable<Talent> By<TKey>(IQueryable<Talent> talents, bool descending, Expression<Func<Talent, TKey>> key) =>
        descending ? talents.OrderByDescending(key) : talents.OrderBy(key);

    private static RosterRow Row(Talent talent, IReadOnlyList<ConnectionView> connections)
    {
        var followers = connections.Select(connection => connection.Followers?.Value).Where(value => value <= Believable.Most).ToArray();
        var synced = connections.Where(connection => !connection.IsLinkOnly).ToArray();
        return new RosterRow
        {
            Id = talent.Id,
            Name = talent.Name,
            Tags = talent.Tags,
            AddedAt = talent.CreatedAt,
            Connections = connections,
            Followers = followers.Length == 0 ? null : followers.Sum(),
            OldestSync = synced.Length == 0 || synced.Any(connection => connection.LastSyncedAt is null)
                ? null
                : synced.Min(connection => connection.LastSyncedAt),
        };
    }
}
