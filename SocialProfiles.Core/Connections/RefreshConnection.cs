using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Connections;

/// <summary>What a press of Refresh did.</summary>
public enum RefreshOutcome
{
    /// <summary>Queued now, with three attempts before it.</summary>
    Queued,

    /// <summary>It is already in the queue.</summary>
    AlreadyQueued,

    /// <summary>It is already syncing.</summary>
    AlreadySyncing,

    /// <summary>Nothing is fetched from this platform, so there is nothing to refresh.</summary>
    NothingToFetch,

    /// <summary>The talent is in the archive, where nothing is fetched.</summary>
    TalentArchived,
}

/// <param name="Connection">Its pause, where the platform is not asked for now: what was queued waits for the end of it.</param>
public sealed record Refreshed(ConnectionView Connection, RefreshOutcome Outcome);

/// <summary>Queues connections now. Pressed twice, it queues once and says so.</summary>
public sealed class RefreshConnection(IConnectionStore store, PlatformCatalog catalog, PlatformBudgets budgets, ActivityLog activity, TimeProvider time)
{
    /// <returns>What happened; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<Refreshed, UseCaseError>> ExecuteAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken) =>
        store.RunAsync<Result<Refreshed, UseCaseError>>(
            rows => rows.Find(connectionId) is { } connection ? Refresh(rows, connection, actor) : ConnectionErrors.NoConnection, cancellationToken);

    /// <summary>Queues all connections of a talent.</summary>
    /// <returns>What happened to each, oldest first; empty where the talent has none or is gone.</returns>
    public Task<IReadOnlyList<Refreshed>> ExecuteForTalentAsync(Guid talentId, Actor actor, CancellationToken cancellationToken) =>
        store.RunAsync<IReadOnlyList<Refreshed>>(rows => [.. rows.OfTalent(talentId).Select(connection => Refresh(rows, connection, actor))], cancellationToken);

    private Refreshed Refresh(IConnectionRows rows, Connection connection, Actor actor)
    {
        var now = time.GetUtcNow();
        var platform = catalog.Get(connection.Platform);
        var outcome = connection switch
        {
            { Status: SyncStatus.Syncing } => RefreshOutcome.AlreadySyncing,
            { Status: SyncStatus.Pending, DueAt: { } due } when due <= now => RefreshOutcome.AlreadyQueued,
            _ when platform.ManualAccess == ManualAccess.LinkOnly => RefreshOutcome.NothingToFetch,
            { DueAt: null } when rows.Talent(connection.TalentId) is { IsArchived: true } => RefreshOutcome.TalentArchived,
            _ => RefreshOutcome.Queued,
        };
        if (outcome == RefreshOutcome.Queued)
        {
            SyncRound.Start(rows, connection, SyncPriority.Person, now);
            rows.Update(connection);
            rows.Add(activity.Entry(actor, ActivityAction.RefreshRequested, $"@{connection.Handle} on {platform.Name}", connection.TalentId));
        }

        return new Refreshed(ConnectionList.Fresh(connection).During(budgets.PauseOf(connection.Platform)), outcome);
    }
}
