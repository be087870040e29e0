using System.Collections.Concurrent;
using System.Diagnostics;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// One writer at a time, first come first served. A free gate is passed on the caller's own thread; those who find it
/// busy are run one after another by one loop. A lock handed from waiter to waiter instead would stand idle each time
/// until the thread pool gets round to the next one: measured in bench/RESULTS.md.
/// <para>
/// While another program holds the database, each writer waits <see cref="Patience"/> in all, counted from its call: those
/// who waited here behind others have only the rest of it left, so waits don't add up.
/// </para>
/// </summary>
internal sealed class SqliteWriteGate(SqliteLock databaseLock, StorageHealth health, Measures measures) : IWriteGate
{
    /// <summary>How long a writer waits for other programs; SQLite's own wait in <see cref="SqlitePragmas"/> is the same.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private int _busy;

    // The last one who wrote found the database locked. Only whoever is in the gate reads or sets it.
    private bool _wasLocked;

    public Task<T> RunAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (TryTake())
        {
            measures.WriteWaited(TimeSpan.Zero);
            return RunNowAsync(write);
        }

        var waiting = new Waiting<T>(this, write, cancellationToken);
        _waiting.Enqueue(waiting);
        if (TryTake())
        {
            // Whoever had it may have left without seeing us.
            Start();
        }

        return waiting.Result;
    }

    private async Task<T> RunNowAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await WriteAsync(write);
        }
        finally
        {
            if (MustGoOn())
            {
                Start();
            }
        }
    }

    private async Task RunWaitingAsync()
    {
        do
        {
            while (_waiting.TryDequeue(out var next))
            {
                await next.RunAsync();
            }
        }
        while (MustGoOn());
    }

    /// <exception cref="StorageException">The database as a whole refused.</exception>
    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is { } fault)
        {
            _wasLocked = fault == StorageFault.Locked;
            health.Failed(fault);
            throw exception as StorageException ?? new StorageException(fault, exception);
        }
    }

    private void ThrowIfStillLocked(TimeSpan waited)
    {
        if (!_wasLocked)
        {
            return;
        }

        if (!databaseLock.IsFree(waited < Patience ? Patience - waited : TimeSpan.Zero))
        {
            throw new StorageException(StorageFault.Locked);
        }

        _wasLocked = false;
        health.Unlocked();
    }

    private void Measured(long since)
    {
        if (measures.WantsWriteWaits)
        {
            measures.WriteWaited(Stopwatch.GetElapsedTime(since));
        }
    }

    private void Start() => ThreadPool.UnsafeQueueUserWorkItem(static gate => _ = gate.RunWaitingAsync(), this, preferLocal: false);

    private bool TryTake() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    /// <summary>Leaves, unless somebody waits and nobody else took over.</summary>
    private bool MustGoOn()
    {
        Interlocked.Exchange(ref _busy, 0);
        return !_waiting.IsEmpty && TryTake();
    }

    private abstract class Waiting
    {
        /// <summary>Never throws.</summary>
        public abstract Task RunAsync();
    }

    private sealed class Waiting<T>(SqliteWriteGate gate, Func<Task<T>> write, CancellationToken cancellationToken) : Waiting
    {
        // Elapsed time, not the injected clock: SQLite's waits are real ones.
        private readonly long _since = Stopwatch.GetTimestamp();

        // The one who waited goes on elsewhere: the loop is for writing.
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Result => _result.Task;

        public override async Task RunAsync()
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                gate.Measured(_since);
                gate.ThrowIfStillLocked(Stopwatch.GetElapsedTime(_since));
                _result.SetResult(await gate.WriteAsync(write));
            }
            catch (OperationCanceledException canceled)
            {
                _result.SetCanceled(canceled.CancellationToken);
            }
            catch (Exception exception)
            {
                _result.SetException(exception);
            }
        }
    }
}
