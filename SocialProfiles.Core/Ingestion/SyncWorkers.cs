using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Claims what is due, syncs up to <see cref="IngestionOptions.Workers"/> connections at once, and hands the results to
/// the writer. A wake-up by <see cref="SyncQueue"/> starts it at once; the timer is only for what becomes due by itself.
/// </summary>
internal sealed partial class SyncWorkers(
    ISyncStore store,
    SyncConnection sync,
    SyncClaims claiming,
    SyncEnding ending,
    SyncWriter writer,
    SyncQueue queue,
    SyncSlots slots,
    SyncLeases leases,
    PlatformMemory memory,
    RunningSyncs running,
    SyncProgress progress,
    ConnectionFeed feed,
    PlatformCatalog catalog,
    PlatformBudgets budgets,
    QueueNewlyConfigured newlyConfigured,
    ConsentTokens consents,
    SyncWorkersHealth health,
    TimeProvider time,
    ILogger<SyncWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan _longestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _shortestSleep = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<Task, byte> _tasks = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await RecoverAsync(stoppingToken))
        {
            return;
        }

        var writing = writer.RunAsync(Written);
        var renewing = leases.RunAsync(stoppingToken);
        var remembering = memory.RunAsync(stoppingToken);
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
            await remembering;
            await memory.TrySaveAsync();
            await leases.ReleaseAsync();
        }
    }

    /// <summary>Puts right what the last process left, before the first claim. Goes on trying: a locked database passes.</summary>
    /// <returns>False when the server stops meanwhile.</returns>
    private async Task<bool> RecoverAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await store.RecoverAsync(stoppingToken) is > 0 and var recovered)
                {
                    LogRecovered(recovered);
                }

                if (await consents.RecoverAsync(stoppingToken) is > 0 and var cutOff)
                {
                    LogCutOff(cutOff);
                }

                await memory.LoadAsync(stoppingToken);
                await newlyConfigured.ExecuteAsync(stoppingToken);
                await leases.SweepAsync(stoppingToken);
                return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogRecoverFailed(exception);
                await Task.Delay(_longestSleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claims = await claiming.TakeAsync(stoppingToken);
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

    private void Start(ClaimedSync claim, CancellationToken stoppingToken)
    {
        leases.Hold(claim);
        slots.Started(claim);
        progress.Report(claim.Id, default);
        feed.Publish(claim.Change);
        var task = RunAsync(claim, stoppingToken);
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(ended => _tasks.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(ClaimedSync claim, CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["ConnectionId"] = claim.Id, ["Platform"] = claim.Platform, ["Attempt"] = claim.Attempt });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        running.Add(claim, stopped);
        FinishedSync? finished = null;
        try
        {
            finished = ending.Of(claim, await sync.FetchAsync(claim, stopped.Token));
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Its lease was taken away, or the server stops: nothing is written, and a stop gives the lease back.
            if (!stoppingToken.IsCancellationRequested)
            {
                leases.Drop(claim);
                progress.Forget(claim.Id);
            }
        }
        catch (Exception exception)
        {
            LogUnexpected(exception);
            finished = ending.Of(claim, new PlatformFailure(FailureKind.InternalError, exception.GetType().Name));
        }
        finally
        {
            running.Remove(claim);
            slots.Ended(claim);
            queue.Wake();
        }

        if (finished is not null)
        {
            await writer.AddAsync(finished, CancellationToken.None);
        }
    }

    private void Written(FinishedSync sync)
    {
        leases.Drop(sync.Claim);
        if (sync.Verdict.Outcome != SyncOutcome.Succeeded)
        {
            // Only now does the row say when the next attempt is due; a sleep that began earlier does not know.
            queue.Wake();
        }
    }

    /// <summary>Sleeps until something is due, a platform may be asked again, or somebody wakes us.</summary>
    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var began = time.GetTimestamp();
        var sleep = _longestSleep;
        if (!slots.IsFull)
        {
            var next = await store.NextDueAsync(slots.Free().Platforms, stoppingToken);
            foreach (var at in catalog.All.SelectMany(platform => FreeAt(budgets.Of(platform.Key))).Append(next))
            {
                if (at is { } moment && (moment > now || at == next) && moment - now < sleep)
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
        if (time.GetElapsedTime(began) >= sleep)
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

    // What is past already waits for something else, such as the end of a sync, which wakes us.
    private static DateTimeOffset?[] FreeAt(PlatformBudget budget) => [budget.BlockedUntil, budget.ScheduleBlockedUntil, budget.Circuit.ProbeAt];

    [LoggerMessage(LogLevel.Information, "{Count} syncs that were under way when the last process ended are queued again")]
    private partial void LogRecovered(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} consents were being renewed when the last process ended; they are renewed again")]
    private partial void LogCutOff(int count);

    [LoggerMessage(LogLevel.Error, "The workers could not put right what the last process left; trying again in a moment")]
    private partial void LogRecoverFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Sync failed unexpectedly")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(LogLevel.Error, "Claiming syncs failed; trying again in a moment")]
    private partial void LogClaimFailed(Exception exception);
}
