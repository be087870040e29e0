using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Consents;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What one process leaves of its syncs, and the next one takes over.</summary>
internal sealed partial class SyncHandover(
    ISyncStore store, ConsentTokens consents, PlatformMemory memory, QueueNewlyConfigured newlyConfigured, SyncLeases leases, SyncTimeline timeline, TimeProvider time, ILogger<SyncHandover> logger)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    /// <summary>Puts right what the last process left, before the first claim. Goes on trying: a locked database passes.</summary>
    /// <returns>False when the server stops meanwhile.</returns>
    public async Task<bool> TakeOverAsync(CancellationToken stoppingToken)
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
                LogFailed(exception);
                await Task.Delay(_pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Once no sync runs and all are written: leaves nothing for the next process to put right.</summary>
    public async Task HandOnAsync()
    {
        await memory.TrySaveAsync();
        await leases.ReleaseAsync();
        try
        {
            await timeline.SaveAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Charts only; the next start reads the attempts since the last time that it was stored.
            LogNotKept(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} syncs that were under way when the last process ended are queued again")]
    private partial void LogRecovered(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} permissions were being renewed when the last process ended; they are renewed again")]
    private partial void LogCutOff(int count);

    [LoggerMessage(LogLevel.Warning, "What the charts of the queue show could not be stored")]
    private partial void LogNotKept(Exception exception);

    [LoggerMessage(LogLevel.Error, "The workers could not put right what the last process left; trying again in a moment")]
    private partial void LogFailed(Exception exception);
}
