using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Tries every few seconds whether the database can be written, says so when that changes, and sets going again what had to
/// wait for it. Empties the journal on that occasion, so that no commit has to.
/// </summary>
internal sealed partial class StorageWatch(IStorageProbe probe, ICheckpoint checkpoint, QueueUnsaved queueUnsaved, TimeProvider time, ILogger<StorageWatch> logger) : BackgroundService
{
    /// <summary>With the few seconds that a write waits for other programs, a fault is known within ten.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        StorageFault? before = null;
        using var timer = new PeriodicTimer(_pause, time);
        do
        {
            try
            {
                var now = await probe.RunAsync(stoppingToken);
                await TellAsync(before, now, stoppingToken);
                before = now;
                if (now is null)
                {
                    checkpoint.Run();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogProbeFailed(exception);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TellAsync(StorageFault? before, StorageFault? now, CancellationToken stoppingToken)
    {
        if (before == now)
        {
            return;
        }

        if (now is { } fault)
        {
            LogFault(StorageText.For(fault).Reason, StorageText.For(fault).Remedy);
            return;
        }

        LogWell(await queueUnsaved.ExecuteAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Nothing can be saved now. {Reason} {Remedy}")]
    private partial void LogFault(string reason, string remedy);

    [LoggerMessage(LogLevel.Information, "Saving works again; {Count} profiles that could not be saved are queued again")]
    private partial void LogWell(int count);

    [LoggerMessage(LogLevel.Error, "Trying to write to the database failed")]
    private partial void LogProbeFailed(Exception exception);
}
