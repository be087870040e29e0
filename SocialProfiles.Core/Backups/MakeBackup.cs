using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>How far the backup is that is being made.</summary>
/// <param name="Fraction">0 to 1.</param>
public sealed record BackupProgress(double Fraction);

/// <summary>Makes backups into their folder, one at a time: by the calendar, and when somebody asks. Open pages hear how far it is.</summary>
public sealed partial class MakeBackup(
    BackupFolder backups, BackupWriter writer, BackupPlan plan, Database database, AgencyClock clock, ActivityLog activity, NoticeBoard notices, TimeProvider time, ILogger<MakeBackup> logger) : IDisposable
{
    private static readonly TimeSpan _afterFailure = TimeSpan.FromHours(1);

    private readonly Listeners _listeners = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile BackupProgress? _progress;

    // Of the daily one, which only the calendar makes.
    private long? _failedAt;

    /// <summary>Null while none is being made.</summary>
    public BackupProgress? Progress => _progress;

    /// <param name="changed">Called when one begins, moves on, ends, or is deleted; returns at once and does not throw.</param>
    public IDisposable Subscribe(Action changed) => _listeners.Add(changed);

    /// <returns>The new one; or <see cref="ConflictError"/> with what went wrong. A daily one that fails raises a notice until one succeeds.</returns>
    public async Task<Result<BackupFile, UseCaseError>> ExecuteAsync(BackupKind kind, Actor actor, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return new ConflictError("A backup is already being made. Wait until it's done.");
        }

        try
        {
            Report(0);
            var file = Path.Combine(backups.Path, BackupFolder.NameOf(time.GetUtcNow(), kind));
            await writer.WriteAsync(file, kind, await plan.PassphraseAsync(cancellationToken), new Told(this), cancellationToken);
            var made = backups.Find(Path.GetFileName(file))!;
            await TryFinishAsync(made.Name, actor);
            return made;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && Explain(exception) is { } sentence)
        {
            LogFailed(exception, sentence);
            await TryRaiseAsync(sentence);
            return new ConflictError(sentence);
        }
        finally
        {
            _progress = null;
            _turn.Release();
            _listeners.Tell();
        }
    }

    /// <summary>Makes the daily one where its hour has come and today's isn't there. One that was missed is made up for; one that failed is tried again an hour later.</summary>
    public async Task ExecuteDailyAsync(CancellationToken cancellationToken)
    {
        var settings = await plan.GetAsync(cancellationToken);
        var days = await clock.GetDaysAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < _afterFailure)
        {
            return;
        }

        var isDue = settings.IsOn && now >= days.StartOf(days.Of(now)).AddHours(settings.Hour);
        if (isDue && !backups.Names().Any(file => file.Kind == BackupKind.Daily && days.Of(file.CreatedAt) == days.Of(now)))
        {
            var made = await ExecuteAsync(BackupKind.Daily, Actor.System, cancellationToken);
            _failedAt = made.Succeeded ? null : time.GetTimestamp();
        }
    }

    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string name, Actor actor, CancellationToken cancellationToken)
    {
        if (backups.Find(name) is not { } file)
        {
            return false;
        }

        File.Delete(backups.PathOf(file));
        await database.WriteAsync(
            db =>
            {
                activity.Add(db, actor, ActivityAction.BackupDeleted, file.Name);
                return Task.FromResult(true);
            },
            cancellationToken);
        _listeners.Tell();
        return true;
    }

    public void Dispose() => _turn.Dispose();

    private string? Explain(Exception exception) => exception is SealedValueException ? SealingHealth.Refusal : BackupFailure.Explain(exception, backups.Path);

    /// <summary>It is made, whoever stops waiting now: what goes wrong from here on doesn't take that back.</summary>
    private async Task TryFinishAsync(string name, Actor actor)
    {
        try
        {
            await database.WriteAsync(
                async db =>
                {
                    activity.Add(db, actor, ActivityAction.BackupMade, name);
                    await notices.CloseBackupFailedAsync(db, CancellationToken.None);
                    return true;
                },
                CancellationToken.None);
            backups.Thin((await plan.GetAsync(CancellationToken.None)).Keep, name);
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception) || exception is IOException or UnauthorizedAccessException)
        {
            LogNotFinished(exception, name);
        }
    }

    private async Task TryRaiseAsync(string sentence)
    {
        try
        {
            await database.WriteAsync(
                async db =>
                {
                    await notices.RaiseBackupFailedAsync(db, sentence, CancellationToken.None);
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            // A database that takes no notice has a banner of its own.
            LogFailed(exception, sentence);
        }
    }

    private void Report(double fraction)
    {
        _progress = new BackupProgress(fraction);
        _listeners.Tell();
    }

    private sealed class Told(MakeBackup make) : IProgress<double>
    {
        private int _percent;

        // Once a per cent: each is a look of every open page.
        public void Report(double value)
        {
            var percent = (int)(value * 100);
            if (Interlocked.Exchange(ref _percent, percent) != percent)
            {
                make.Report(value);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Backup {Name} was made, but it isn't in the activity, or backups that are too many are still there")]
    private partial void LogNotFinished(Exception exception, string name);

    [LoggerMessage(LogLevel.Error, "No backup was made. {Sentence}")]
    private partial void LogFailed(Exception exception, string sentence);
}
