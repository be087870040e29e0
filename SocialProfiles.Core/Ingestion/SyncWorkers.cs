using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Claims what is due, syncs up to <see cref="IngestionOptions.Workers"/> connections at once, and hands the results to
/// the writer. A wake-up by <see cref="SyncQueue"/> starts it at once; the timer is only for what becomes due by itself.
/// </summary>
internal sealed partial class SyncWorkers(
    ISyncStore store,
    SyncConnection sync,
    SyncWriter writer,
    SyncQueue queue,
    RetrySchedule retries,
    RunningSyncs running,
    SyncProgress progress,
    ConnectionChanges changes,
    PlatformCatalog catalog,
    PlatformBudgets budgets,
    QueueNewlyConfigured newlyConfigured,
    ConsentTokens consents,
    SyncWorkersHealth health,
    SealingHealth sealing,
    TimeProvider time,
    IOptions<IngestionOptions> options,
    ILogger<SyncWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan _longestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _shortestSleep = TimeSpan.FromMilliseconds(5);

    // Claimed and not yet written: their leases are renewed.
    private readonly ConcurrentDictionary<long, ClaimedSync> _held = new();

    // Being fetched, by platform.
    private readonly ConcurrentDictionary<string, int> _fetching = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private int _fetchingInAll;
    private int _turn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var recovered = await store.RecoverAsync(stoppingToken);
        if (recovered > 0)
        {
            LogRecovered(recovered);
        }

        if (await consents.RecoverAsync(stoppingToken) is > 0 and var cutOff)
        {
            LogCutOff(cutOff);
        }

        await newlyConfigured.ExecuteAsync(stoppingToken);
        var writing = writer.RunAsync(Written);
        var renewing = RenewAsync(stoppingToken);
        try
        {
            await DispatchAsync(stoppingToken);
        }
        finally
        {
            health.Stopped();
            await Task.WhenAll(_tasks.Keys);
            await consents.FinishAsync();
            writer.Complete();
            await writing;
            await renewing;
            if (!_held.IsEmpty)
            {
                await store.ReleaseAsync([.. _held.Values], CancellationToken.None);
            }
        }
    }

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claims = await ClaimAsync(stoppingToken);
                health.Beat();
                foreach (var claim in claims)
                {
                    Start(claim, stoppingToken);
                }

                if (claims.Count == 0)
                {
                    await SleepAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A locked or full database passes; workers that died with it would not come back.
                LogClaimFailed(exception);
                await Task.Delay(_longestSleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<IReadOnlyList<ClaimedSync>> ClaimAsync(CancellationToken cancellationToken)
    {
        var free = options.Value.Workers - Volatile.Read(ref _fetchingInAll);
        var slots = free > 0 ? Slots() : [];
        return slots.Count == 0 ? [] : await store.ClaimAsync(slots, free, cancellationToken);
    }

    /// <summary>
    /// The platforms that may be asked now, and for how many more connections. A different one comes first each time,
    /// so that none is left out while all workers are busy.
    /// </summary>
    private List<PlatformSlots> Slots()
    {
        // With wrong keys a sync would fail for a reason that is not its own.
        if (!sealing.IsWell)
        {
            return [];
        }

        List<PlatformSlots> slots = [];
        var first = _turn++ % catalog.All.Count;
        foreach (var platform in catalog.All.Skip(first).Concat(catalog.All.Take(first)))
        {
            var free = platform.Limits.Concurrency - _fetching.GetValueOrDefault(platform.Key);
            if (free > 0 && budgets.Of(platform.Key).BlockedUntil is null)
            {
                slots.Add(new PlatformSlots(platform.Key, free));
            }
        }

        return slots;
    }

    private void Start(ClaimedSync claim, CancellationToken stoppingToken)
    {
        _held[claim.Key] = claim;
        Interlocked.Increment(ref _fetchingInAll);
        _fetching.AddOrUpdate(claim.Platform, 1, (_, count) => count + 1);
        progress.Report(claim.Id, default);
        changes.Moved(claim.Change);
        var task = RunAsync(claim, stoppingToken);
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(ended => _tasks.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(ClaimedSync claim, CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["ConnectionId"] = claim.Id, ["Platform"] = claim.Platform, ["Attempt"] = claim.Attempt });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.SyncTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped.Token, tooLong.Token);
        running.Add(claim, stopped);
        FinishedSync? finished = null;
        try
        {
            finished = Finish(claim, await sync.FetchAsync(claim, either.Token));
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Its lease was taken away, or the server stops: nothing is written, and a stop gives the lease back.
            if (!stoppingToken.IsCancellationRequested)
            {
                _held.TryRemove(new(claim.Key, claim));
                progress.Forget(claim.Id);
            }
        }
        catch (OperationCanceledException)
        {
            finished = Finish(claim, new PlatformFailure(FailureKind.PlatformDown, $"the sync took longer than {options.Value.SyncTimeoutSeconds} s"));
        }
        catch (Exception exception)
        {
            LogUnexpected(exception);
            finished = Finish(claim, new PlatformFailure(FailureKind.InternalError, exception.GetType().Name));
        }
        finally
        {
            running.Remove(claim);
            _fetching.AddOrUpdate(claim.Platform, 0, (_, count) => count - 1);
            Interlocked.Decrement(ref _fetchingInAll);
            queue.Wake();
        }

        if (finished is not null)
        {
            await writer.AddAsync(finished, CancellationToken.None);
        }
    }

    private void Written(FinishedSync sync)
    {
        _held.TryRemove(new(sync.Claim.Key, sync.Claim));
        if (sync.Verdict.Outcome != SyncOutcome.Succeeded)
        {
            // Only now does the row say when the next attempt is due; a sleep that began earlier does not know.
            queue.Wake();
        }
    }

    private FinishedSync Finish(ClaimedSync claim, Result<FetchedAccount, PlatformFailure> fetched)
    {
        var now = time.GetUtcNow();
        if (fetched.Succeeded)
        {
            var verdict = retries.Succeeded(now, TimeSpan.FromMinutes(options.Value.RefreshMinutes));
            LogSynced(fetched.Value.Posts.Count);
            return new FinishedSync(claim, fetched.Value, null, verdict, now);
        }

        var failure = fetched.Failure;
        LogFailed(failure.Kind, failure.Detail);
        var failed = retries.Failed(claim, failure, now);
        if (failure.Kind == FailureKind.RateLimited && failed.DueAt is { } until)
        {
            budgets.Of(claim.Platform).PauseUntil(until);
        }

        return new FinishedSync(claim, null, failure, failed, now);
    }

    /// <summary>Sleeps until something is due, a platform's pause ends, or somebody wakes us.</summary>
    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var sleep = _longestSleep;
        if (Volatile.Read(ref _fetchingInAll) < options.Value.Workers)
        {
            var next = await store.NextDueAsync([.. Slots().Select(slot => slot.Platform)], stoppingToken);
            foreach (var at in catalog.All.Select(platform => budgets.Of(platform.Key).BlockedUntil).Append(next))
            {
                if (at is { } moment && moment - now < sleep)
                {
                    sleep = moment - now;
                }
            }
        }

        if (sleep <= TimeSpan.Zero)
        {
            return;
        }

        using var elapsed = new CancellationTokenSource(sleep > _shortestSleep ? sleep : _shortestSleep, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, elapsed.Token);
        if (time.GetUtcNow() - now >= sleep)
        {
            // The clock went past it while the timer was being set.
            return;
        }

        try
        {
            await queue.WokenAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The time is up.
        }
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds / 3.0), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RenewOnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task RenewOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!_held.IsEmpty)
            {
                await store.RenewAsync([.. _held.Values], stoppingToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogRenewFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} syncs that were under way when the last process ended are queued again")]
    private partial void LogRecovered(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} consents were being renewed when the last process ended; they are renewed again")]
    private partial void LogCutOff(int count);

    [LoggerMessage(LogLevel.Debug, "Synced, {Posts} posts")]
    private partial void LogSynced(int posts);

    [LoggerMessage(LogLevel.Information, "Sync failed: {Kind}, {Detail}")]
    private partial void LogFailed(FailureKind kind, string detail);

    [LoggerMessage(LogLevel.Error, "Sync failed unexpectedly")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(LogLevel.Error, "Claiming syncs failed; trying again in a moment")]
    private partial void LogClaimFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Renewing leases failed; trying again in a moment")]
    private partial void LogRenewFailed(Exception exception);
}
