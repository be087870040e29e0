using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Live;

/// <summary>Reports to a page what changed, one report after another and at the page's pace, until the page goes.</summary>
internal static class LiveLoop
{
    /// <param name="nextAsync">Waits for a change, or takes the ones that came meanwhile.</param>
    /// <param name="changed">Reads anew what changed and renders it; says how long it waited in between, which is no part of what an update took.</param>
    /// <param name="failed">Says on the page that a read failed; the loop goes on.</param>
    /// <param name="gone">Ends with the page.</param>
    /// <param name="pause">Between two reports at least, for news that is worth a look only so often; no part of what an update took.</param>
    /// <param name="stopping">Ends with the server, whose open pages are not disposed of: what they render with goes all the same.</param>
    public static async Task RunAsync<TChanges>(
        Func<CancellationToken, Task<TChanges>> nextAsync, RenderPace pace, TimeSpan pause, Func<TChanges, Task<TimeSpan>> changed, Func<Task> failed, ILogger logger, CancellationToken gone, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        try
        {
            while (true)
            {
                // Waits before it takes: what comes meanwhile is taken together.
                await pace.ReadyAsync(end.Token);
                var changes = await nextAsync(end.Token);
                var begun = pace.Mark();
                var waited = TimeSpan.Zero;
                await ReportAsync(async () => waited = await changed(changes), failed, logger, end.Token);
                pace.Done(begun + waited);
                await pace.PauseAsync(pause, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page went away.
        }
    }

    /// <summary>Never throws: the page must hear of the next change whatever became of this one.</summary>
    private static async Task ReportAsync(Func<Task> report, Func<Task>? failed, ILogger logger, CancellationToken ended)
    {
        try
        {
            await report();
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The page went away, and with it its renderer and its services; nobody sees what failed for that.
        }
        catch (OperationCanceledException)
        {
            // Something newer took its place.
        }
        catch (Exception exception)
        {
            logger.ReadFailed(exception);
            if (failed is not null)
            {
                await ReportAsync(failed, null, logger, ended);
            }
        }
    }
}
