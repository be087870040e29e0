using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocialProfiles.Core.Calendar;

/// <summary>
/// Runs a job when its time has come: at most until its deadline or until the server stops, whichever is first. Nothing that a
/// job does gets past it: what it throws is logged, and one that does not listen is left behind.
/// </summary>
internal sealed partial class CalendarRunner(IServiceProvider services, CalendarRuns runs, TimeProvider time, ILogger<CalendarRunner> logger)
{
    /// <summary>A job that was told to end is waited for so long; a stop of the server hardly lasts longer.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Task> _leftBehind = new(StringComparer.Ordinal);

    /// <summary>Never throws.</summary>
    /// <param name="stopping">The server stops.</param>
    public async Task LookAsync(CalendarJob job, CancellationToken stopping)
    {
        // One that hangs is not begun again beside itself: its runs would pile up for as long as the server runs.
        if (stopping.IsCancellationRequested || (_leftBehind.TryGetValue(job.Name, out var hanging) && !hanging.IsCompleted))
        {
            return;
        }

        using var deadline = new CancellationTokenSource(job.Deadline, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var ending = ends.Token.Register(() => patience.CancelAfter(Grace));
        var run = GuardedAsync(job, ends.Token, stopping);
        try
        {
            await run.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _leftBehind[job.Name] = run;
            LogHangs(job.Name);
        }
    }

    /// <summary>Never throws.</summary>
    private async Task GuardedAsync(CalendarJob job, CancellationToken ends, CancellationToken stopping)
    {
        try
        {
            if (job.Times is not { } times)
            {
                await job.Run(services, ends);
            }
            else if (await runs.TryBeginAsync(job.Name, times, job.Deadline + (Grace * 2), ends) is { } run)
            {
                await RunAsync(job, run, ends, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception)
        {
            LogFailed(exception, job.Name);
        }
    }

    private async Task RunAsync(CalendarJob job, BegunRun run, CancellationToken ends, CancellationToken stopping)
    {
        try
        {
            await job.Run(services, ends);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await runs.GiveBackAsync(run);
            return;
        }
        catch (Exception exception)
        {
            // The text of a foreign exception may quote anything; the log is searched for secrets, the row is not.
            await runs.FailedAsync(run, exception.GetType().Name);
            throw;
        }

        await runs.SucceededAsync(run);
    }

    [LoggerMessage(LogLevel.Error, "{Job} failed; it will be tried again")]
    private partial void LogFailed(Exception exception, string job);

    [LoggerMessage(LogLevel.Error, "{Job} did not end when it was told to, and is not waited for")]
    private partial void LogHangs(string job);
}
