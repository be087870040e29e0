using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// The single writer of ended syncs. Whatever has ended while it was writing goes into its next transaction together,
/// so it commits one at a time while little happens, and in groups when much does.
/// </summary>
internal sealed partial class SyncWriter(
    ISyncStore store, SyncMeaning meaning, AgencyClock clock, ConsentAfterSync consents, RetrySchedule retries, SyncProgress progress, SyncRecord record, CommitFeed feed, TimeProvider time, ILogger<SyncWriter> logger)
{
    private const int MostInOneTransaction = 64;

    // With the few seconds that each attempt waits: half a minute, well within a lease.
    private const int MostLocked = 6;

    private static readonly ICommitEvent[] _activityWritten = [default(ActivityWritten)];

    private readonly Channel<FinishedSync> _finished = Channel.CreateBounded<FinishedSync>(
        new BoundedChannelOptions(MostInOneTransaction * 4) { SingleReader = true });

    // Of the batch that is being written; there is one writer.
    private bool _hasNews;

    /// <summary>Hands over an ended sync; waits while the writer is behind.</summary>
    public ValueTask AddAsync(FinishedSync sync, CancellationToken cancellationToken) => _finished.Writer.WriteAsync(sync, cancellationToken);

    /// <summary>No more will come: <see cref="RunAsync"/> ends when all is written.</summary>
    public void Complete() => _finished.Writer.TryComplete();

    /// <param name="written">Told of every sync that needs its lease no longer.</param>
    public async Task RunAsync(Action<FinishedSync> written)
    {
        List<FinishedSync> batch = new(MostInOneTransaction);
        while (await _finished.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostInOneTransaction && _finished.Reader.TryRead(out var sync))
            {
                batch.Add(sync);
            }

            await SaveAsync(batch.FindAll(sync => !sync.EndsConsent));
            await SaveConsentsAsync(batch);
            foreach (var sync in batch)
            {
                progress.Forget(sync.Claim.Id);
                written(sync);
            }

            feed.Publish([.. batch.Select(sync => (ICommitEvent)sync.Claim.Change), .. _hasNews ? _activityWritten : []]);
            batch.Clear();
            _hasNews = false;
        }
    }

    /// <summary>Rare, so each is a transaction of its own. Where one fails, the lease runs out and the next sync finds out the same.</summary>
    private async Task SaveConsentsAsync(List<FinishedSync> batch)
    {
        foreach (var sync in batch)
        {
            try
            {
                if (sync.EndsConsent)
                {
                    var writingAt = time.GetUtcNow();
                    await consents.EndAsync(sync);
                    record.Written(sync, writingAt);
                }
                else if (sync.MayMeanTheGrant || sync.RecoversTheGrant)
                {
                    await consents.NoteAsync(sync);
                }
            }
            catch (Exception exception)
            {
                LogFailed(exception, 1);
            }
        }
    }

    private async Task SaveAsync(List<FinishedSync> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var saved = await TrySaveAsync(batch);
        var second = batch.Select((sync, i) => saved[i] switch
        {
            SyncSaved.AccountTaken => Instead(sync, new PlatformFailure(FailureKind.AlreadyConnected, "account id is another connection's")),
            SyncSaved.Refused => Instead(sync, new PlatformFailure(FailureKind.StorageFailed, "the database refused this write; the log says why")),
            _ => null,
        }).OfType<FinishedSync>().ToList();
        if (second.Count == 0)
        {
            return;
        }

        // Much smaller than the first write, so it often gets through where that did not. Where it does not either,
        // the lease runs out and the connection is synced again.
        var savedNow = await TrySaveAsync(second);
        LogFellBack(second.Count, savedNow.Count(outcome => outcome == SyncSaved.Stored));
    }

    private async Task<IReadOnlyList<SyncSaved>> TrySaveAsync(List<FinishedSync> batch)
    {
        for (var locked = 1; ; locked++)
        {
            try
            {
                var writingAt = time.GetUtcNow();
                var days = await clock.GetDaysAsync(CancellationToken.None);
                var rows = batch.ConvertAll(sync => meaning.Of(sync, days));
                var saved = await store.SaveAsync(rows, CancellationToken.None);
                Note(batch, saved, writingAt);
                _hasNews = _hasNews || rows.Exists(row => row.News is not null || row.Account?.Renamed?.News is not null);
                return saved;
            }
            catch (StorageException exception) when (exception.Fault == StorageFault.Locked && locked < MostLocked)
            {
                // What was fetched is not lost for somebody's backup. Each attempt has waited for a while itself.
                LogLocked(batch.Count);
            }
            catch (Exception exception)
            {
                // The writer must outlive whatever one batch does to it, or nothing would ever be written again.
                LogFailed(exception, batch.Count);
                return exception is StorageException { Fault: not StorageFault.Damaged } || batch.Count == 1
                    ? [.. batch.Select(_ => SyncSaved.Refused)]
                    : await SaveEachAsync(batch);
            }
        }
    }

    private void Note(List<FinishedSync> batch, IReadOnlyList<SyncSaved> saved, DateTimeOffset writingAt)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (saved[i] == SyncSaved.Stored)
            {
                record.Written(batch[i], writingAt);
            }
            else if (saved[i] == SyncSaved.LeaseLost)
            {
                record.Dropped(batch[i]);
            }
        }
    }

    /// <summary>Each in a transaction of its own, where one of them spoils the common one.</summary>
    private async Task<IReadOnlyList<SyncSaved>> SaveEachAsync(List<FinishedSync> batch)
    {
        List<SyncSaved> saved = new(batch.Count);
        foreach (var sync in batch)
        {
            saved.AddRange(await TrySaveAsync([sync]));
        }

        return saved;
    }

    private FinishedSync Instead(FinishedSync sync, PlatformFailure failure) =>
        sync with { Account = null, Failure = failure, Verdict = retries.Failed(sync.Claim, failure, sync.EndedAt) };

    [LoggerMessage(LogLevel.Warning, "{Count} syncs could not be stored as they were; the failure of {Stored} is stored instead")]
    private partial void LogFellBack(int count, int stored);

    [LoggerMessage(LogLevel.Warning, "Another program is using the database; trying again to store {Count} syncs")]
    private partial void LogLocked(int count);

    [LoggerMessage(LogLevel.Error, "Storing {Count} syncs failed")]
    private partial void LogFailed(Exception exception, int count);
}
