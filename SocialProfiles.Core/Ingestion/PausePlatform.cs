using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// An admin's pause of a platform: no sync of it starts until somebody resumes it. Those under way end as always, permissions
/// are still renewed, and what becomes due waits. Apart from the pauses that a platform itself asks for.
/// </summary>
public sealed class PausePlatform(
    Database database, DataWorld world, PlatformCatalog catalog, PlatformBudgets budgets, ActivityLog activity, CommitFeed feed, TimeProvider time) : IDisposable
{
    // One after another: the budgets have to end as the row does.
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>The pause, which may be an earlier one; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<AdminPause, UseCaseError>> PauseAsync(string platformKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return NoPlatform;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var pause = await database.WriteAsync(db => PauseAsync(db, platform, actor, cancellationToken), cancellationToken);
            Set(platform, pause);
            return pause;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>Whether it was paused until now; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<bool, UseCaseError>> ResumeAsync(string platformKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return NoPlatform;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var wasPaused = await database.WriteAsync(db => ResumeAsync(db, platform, actor, cancellationToken), cancellationToken);
            Set(platform, null);
            return wasPaused;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static NotFoundError NoPlatform => new("There is no such platform here. Reload the page.");

    private async Task<AdminPause> PauseAsync(SocialProfilesDbContext db, IPlatform platform, Actor actor, CancellationToken cancellationToken)
    {
        var state = await db.PlatformStates.AsTracking().SingleOrDefaultAsync(x => x.Platform == platform.Key, cancellationToken)
            ?? db.PlatformStates.Add(new PlatformState { Platform = platform.Key, IsSandbox = world.IsSandbox }).Entity;
        if (state.AdminPausedAt is null)
        {
            // To the millisecond, as it is stored.
            (state.AdminPausedAt, state.AdminPausedBy) = (DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()), actor.Name);
            activity.Add(db, actor, ActivityAction.PlatformPaused, platform.Name);
        }

        return new AdminPause(state.AdminPausedAt.Value, state.AdminPausedBy ?? actor.Name);
    }

    private async Task<bool> ResumeAsync(SocialProfilesDbContext db, IPlatform platform, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.PlatformStates.AsTracking().SingleOrDefaultAsync(x => x.Platform == platform.Key, cancellationToken) is not { AdminPausedAt: not null } state)
        {
            return false;
        }

        (state.AdminPausedAt, state.AdminPausedBy) = (null, null);
        activity.Add(db, actor, ActivityAction.PlatformResumed, platform.Name);
        return true;
    }

    // Not raised in the unit of work: pages must not read again before the budget says what the row does.
    private void Set(IPlatform platform, AdminPause? pause)
    {
        var budget = budgets.Of(platform.Key);
        budget.AdminPause = pause;
        if (pause is null)
        {
            // All that waited is due at once.
            budget.Circuit.StartSlowly();
        }

        feed.Publish([new PlatformPauseChanged(platform.Key), default(SyncDue)]);
    }
}
