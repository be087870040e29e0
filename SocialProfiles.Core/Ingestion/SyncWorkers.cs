using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Consents;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Claims what is due whenever <see cref="SyncQueue"/> wakes it: at once when somebody waits or a sync ends, and every second
/// by the calendar for what becomes due by itself, be it a row or a platform.
/// </summary>
internal sealed partial class SyncWorkers(
    SyncHandover handover,
    SyncClaims claiming,
    SyncRuns runs,
    SyncLeases leases,
    ConsentTokens consents,
    SyncQueue queue,
    SyncWorkersHealth health,
    TimeProvider time,
    ILogger<SyncWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan _pauseAfterAFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await handover.TakeOverAsync(stoppingToken))
        {
            return;
        }

        var writing = runs.WriteAsync();
        var renewing = leases.RunAsync(stoppingToken);
        try
        {
            await DispatchAsync(stoppingToken);
        }
        finally
        {
            health.Stopped();
            await runs.EndAsync();
            await consents.FinishAsync();
            await writing;
            await renewing;
            await handover.HandOnAsync();
        }
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
                    runs.Start(claim, stoppingToken);
                }

                if (claims.Count == 0)
                {
                    await queue.WokenAsync(stoppingToken);
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
                await Task.Delay(_pauseAfterAFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Claiming syncs failed; trying again in a moment")]
    private partial void LogClaimFailed(Exception exception);
}
