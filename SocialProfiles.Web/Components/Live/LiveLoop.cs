using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Live;

/// <summary>Reports to a page what changed, one report after another and at the page's pace, until the page goes.</summary>
internal static class LiveLoop
{
    /// <param name="nextAsync">Waits for a change, or takes the ones that came meanwhile.</param>
    /// <param name="changed">Reads anew what changed and renders it.</param>
    /// <param name="failed">Says on the page that a read failed; the loop goes on.</param>
    public static async Task RunAsync<TChanges>(
        Func<CancellationToken, Task<TChanges>> nextAsync, RenderPace pace, Func<TChanges, Task> changed, Func<Task> failed, ILogger logger, CancellationToken gone)
    {
        try
        {
            while (true)
            {
                // Waits before it takes: what comes meanwhile is taken together.
                await pace.ReadyAsync(gone);
                var changes = await nextAsync(gone);
                pace.Mark();
                await ReportAsync(changes, changed, failed, logger, gone);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page went away.
        }
        catch (ObjectDisposedException) when (gone.IsCancellationRequested)
        {
            // So did its renderer.
        }
    }

    private static async Task ReportAsync<TChanges>(TChanges changes, Func<TChanges, Task> changed, Func<Task> failed, ILogger logger, CancellationToken gone)
    {
        try
        {
            await changed(changes);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !gone.IsCancellationRequested)
        {
            // The page must hear of the next change whatever became of this one.
            logger.ReadFailed(exception);
            await failed();
        }
    }
}
