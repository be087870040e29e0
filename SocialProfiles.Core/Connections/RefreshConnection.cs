using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <summary>What a press of Refresh did.</summary>
public enum RefreshOutcome
{
    /// <summary>Queued now, with three attempts before it.</summary>
    Queued,

    /// <summary>It waits in the queue already; nothing was added.</summary>
    AlreadyQueued,

    /// <summary>It is syncing at this moment; nothing was added.</summary>
    AlreadySyncing,

    /// <summary>Nothing is fetched from this platform, so there is nothing to refresh.</summary>
    NothingToFetch,

    /// <summary>The talent is in the archive, where nothing is fetched.</summary>
    TalentArchived,
}

/// <param name="Connection">Its pause, where the platform is not asked for now: what was queued waits for the end of it.</param>
public sealed record Refreshed(ConnectionView Connection, RefreshOutcome Outcome);

/// <summary>Queues connections now. Pressed twice, it queues once and says so.</summary>
public sealed class RefreshConnection(Database database, PlatformCatalog catalog, PlatformBudgets budgets, ActivityLog activity, TimeProvider time)
{
    // Tools refresh thousands of connections one by one; the query is looked up once for all of them.
    private static readonly Func<SocialProfilesDbContext, Guid, IAsyncEnumerable<Connection>> _one =
        EF.CompileAsyncQuery((SocialProfilesDbContext db, Guid id) => db.Set<Connection>().AsTracking().Where(x => x.Id == id));

    private static readonly Func<SocialProfilesDbContext, Guid, IAsyncEnumerable<Connection>> _ofTalent =
        EF.CompileAsyncQuery((SocialProfilesDbContext db, Guid talentId) => db.Set<Connection>().AsTracking().OrderBy(x => x.Key).Where(x => x.TalentId == talentId));

    /// <returns>What happened; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<Refreshed, UseCaseError>> ExecuteAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        var refreshed = await RefreshAsync(db => _one(db, connectionId), actor, cancellationToken);
        return refreshed is [var only] ? only : ConnectionErrors.NoConnection;
    }

    /// <summary>Queues all connections of a talent.</summary>
    /// <returns>What happened to each, oldest first; empty where the talent has none or is gone.</returns>
    public Task<IReadOnlyList<Refreshed>> ExecuteForTalentAsync(Guid talentId, Actor actor, CancellationToken cancellationToken) =>
        RefreshAsync(db => _ofTalent(db, talentId), actor, cancellationToken);

    private async Task<IReadOnlyList<Refreshed>> RefreshAsync(
        Func<SocialProfilesDbContext, IAsyncEnumerable<Connection>> which, Actor actor, CancellationToken cancellationToken)
    {
        return await database.WriteAsync(
            async db =>
            {
                List<Refreshed> done = [];
                await foreach (var connection in which(db).WithCancellation(cancellationToken))
                {
                    var outcome = await RefreshAsync(db, connection, actor, cancellationToken);
                    done.Add(new Refreshed(ConnectionList.Fresh(connection).During(budgets.PauseOf(connection.Platform)), outcome));
                }

                return done;
            },
            cancellationToken);
    }

    private async Task<RefreshOutcome> RefreshAsync(SocialProfilesDbContext db, Connection connection, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var platform = catalog.Get(connection.Platform);
        var outcome = connection switch
        {
            { Status: SyncStatus.Syncing } => RefreshOutcome.AlreadySyncing,
            { Status: SyncStatus.Pending, DueAt: { } due } when due <= now => RefreshOutcome.AlreadyQueued,
            _ when platform.ManualAccess == ManualAccess.LinkOnly => RefreshOutcome.NothingToFetch,
            { DueAt: null } when await db.Talents.AnyAsync(x => x.Id == connection.TalentId && x.ArchivedAt != null, cancellationToken) => RefreshOutcome.TalentArchived,
            _ => RefreshOutcome.Queued,
        };
        if (outcome == RefreshOutcome.Queued)
        {
            SyncRound.Start(db, connection, SyncPriority.Person, now);
            activity.Add(db, actor, ActivityAction.RefreshRequested, $"@{connection.Handle} on {platform.Name}", connection.TalentId);
        }

        return outcome;
    }
}
