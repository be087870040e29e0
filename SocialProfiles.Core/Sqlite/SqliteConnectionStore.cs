using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Units of work that wait together are done together: whoever gets through the write gate first does those of all who wait by
/// then, and they find theirs done. So one at a time costs one transaction, and a thousand cost a few.
/// </summary>
internal sealed class SqliteConnectionStore(SqliteWriter writer, IWriteGate gate, StorageHealth health, DataWorld world, CommitFeed feed) : IConnectionStore
{
    private const int MostInOneTransaction = 64;

    private readonly ConcurrentQueue<Waiting> _waiting = new();

    public async Task<T> RunAsync<T>(Func<IConnectionRows, T> work, CancellationToken cancellationToken)
    {
        var mine = new Waiting<T>(work);
        _waiting.Enqueue(mine);
        try
        {
            await gate.RunAsync(() => RunUntilDone(mine), cancellationToken);
        }
        catch (Exception) when (!mine.TryTake())
        {
            // It was tried, by us or by somebody before us: how that went is its own result.
        }

        var result = await mine.Done;
        feed.Publish(mine.Events);
        return result;
    }

    private Task<bool> RunUntilDone(Waiting mine)
    {
        while (!mine.IsTaken)
        {
            RunTogether();
        }

        return Task.FromResult(true);
    }

    private void RunTogether()
    {
        List<Waiting> together = [];
        while (together.Count < MostInOneTransaction && _waiting.TryDequeue(out var next))
        {
            if (next.TryTake())
            {
                together.Add(next);
            }
        }

        try
        {
            using var transaction = writer.Connection.BeginTransaction(deferred: false);
            together.ForEach(one => RunAlone(one, transaction));
            transaction.Commit();
        }
        catch (Exception exception)
        {
            var told = Told(exception);
            together.ForEach(one => one.Fail(told));
            throw;
        }

        together.ForEach(one => one.Complete());
    }

    /// <summary>What one throws undoes only that one, unless the whole database refuses.</summary>
    private void RunAlone(Waiting one, SqliteTransaction transaction)
    {
        var statements = writer.Connections;
        statements.Savepoint.Run();
        try
        {
            one.Run(new SqliteConnectionRows(statements, writer.Activity, transaction, world.IsSandbox));
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is null or StorageFault.Damaged)
        {
            statements.RollbackToSavepoint.Run();
            if (SqliteFaults.Of(exception) is { } damage)
            {
                health.Failed(damage);
            }

            one.Fail(Told(exception));
        }

        statements.ReleaseSavepoint.Run();
    }

    private static Exception Told(Exception exception) =>
        exception is not StorageException && SqliteFaults.Of(exception) is { } fault ? new StorageException(fault, exception) : exception;

    private abstract class Waiting
    {
        private int _taken;

        public bool IsTaken => Volatile.Read(ref _taken) != 0;

        /// <summary>None where it was undone.</summary>
        public IReadOnlyCollection<ICommitEvent> Events { get; protected set; } = [];

        /// <summary>Only one may do it, or give it up.</summary>
        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public abstract void Run(SqliteConnectionRows rows);

        /// <summary>It is committed; without effect after <see cref="Fail"/>.</summary>
        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Waiting<T>(Func<IConnectionRows, T> work) : Waiting
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override void Run(SqliteConnectionRows rows)
        {
            _result = work(rows);
            Events = rows.Events;
        }

        public override void Complete() => _done.TrySetResult(_result!);

        public override void Fail(Exception exception)
        {
            Events = [];
            _done.TrySetException(exception);
        }
    }
}
