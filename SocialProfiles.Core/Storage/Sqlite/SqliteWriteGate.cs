using System.Collections.Concurrent;

namespace SocialProfiles.Core.Storage.Sqlite;

/// <summary>
/// One writer at a time, first come first served. A free gate is passed on the caller's own thread; those who find it
/// busy are run one after another by one loop. A lock handed from waiter to waiter instead would stand idle each time
/// until the thread pool gets round to the next one: measured in bench/RESULTS.md.
/// </summary>
internal sealed class SqliteWriteGate : IWriteGate
{
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private int _busy;

    public Task<T> RunAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (TryTake())
        {
            return RunNowAsync(write);
        }

        var waiting = new Waiting<T>(write, cancellationToken);
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
            return await write();
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

    private sealed class Waiting<T>(Func<Task<T>> write, CancellationToken cancellationToken) : Waiting
    {
        // The one who waited goes on elsewhere: the loop is for writing.
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Result => _result.Task;

        public override async Task RunAsync()
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result.SetResult(await write());
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
