using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The syncs under way, each from its claim until its result is handed to the writer.</summary>
internal sealed partial class SyncRuns(
    SyncConnection sync,
    SyncEnding ending,
    SyncWriter writer,
    SyncQueue queue,
    SyncSlots slots,
    SyncLeases leases,
    RunningSyncs running,
    SyncProgress progress,
    ConnectionFeed feed,
    TimeProvider time,
    ILogger<SyncRuns> logger)
{
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();

    public void Start(ClaimedSync claim, CancellationToken stoppingToken)
    {
        leases.Hold(claim);
        slots.Started(claim);
        progress.Begin(claim);
        feed.Publish(claim.Change);
        var task = RunAsync(claim, stoppingToken);
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(ended => _tasks.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Stores what ends, until <see cref="EndAsync"/> was called and all is stored.</summary>
    public Task WriteAsync() => writer.RunAsync(written =>
    {
        leases.Drop(written.Claim);
        if (written.Verdict.Outcome != SyncOutcome.Succeeded)
        {
            // Only now does the row say when the next attempt is due, which may be now.
            queue.Wake();
        }
    });

    /// <summary>Waits for those that are under way; no other may start any more.</summary>
    public async Task EndAsync()
    {
        await Task.WhenAll(_tasks.Keys);
        writer.Complete();
    }

    private async Task RunAsync(ClaimedSync claim, CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["ConnectionId"] = claim.Id, ["Platform"] = claim.Platform, ["Attempt"] = claim.Attempt });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        running.Add(claim, stopped);
        claim.Trace?.Enter();
        FinishedSync? finished = null;
        try
        {
            finished = ending.Of(claim, await sync.FetchAsync(claim, stopped.Token));
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Its lease was taken away, or the server stops: nothing is written, and a stop gives the lease back.
            claim.Trace?.Abandon(time.GetUtcNow());
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

    [LoggerMessage(LogLevel.Error, "Sync failed unexpectedly")]
    private partial void LogUnexpected(Exception exception);
}
