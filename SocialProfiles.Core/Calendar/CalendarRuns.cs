using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Calendar;

/// <summary>A run that this process made its own.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="Before">When the one before it started, UTC.</param>
internal sealed record BegunRun(string Name, DateTimeOffset StartedAt, DateTimeOffset Before);

/// <summary>The rows of the calendar. Whoever moves a row on first has the run, be it another process on the same database.</summary>
internal sealed class CalendarRuns(Database database, TimeProvider time)
{
    /// <summary>Begins a run if one is due: at a new time, or again where the last run failed or its process died.</summary>
    /// <param name="retryAfter">How long after its start a run that did not succeed is made again; no run lasts as long.</param>
    /// <returns>Null where none is due, or somebody else has it.</returns>
    public async Task<BegunRun?> TryBeginAsync(string name, DueTimes times, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        // As it is stored: the row is found by it again.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var row = await database.ReadAsync(db => db.CalendarRuns.SingleOrDefaultAsync(x => x.Name == name, cancellationToken), cancellationToken);
        if (row is null)
        {
            await AddAsync(name, now, cancellationToken);
            return null;
        }

        if (!IsDue(row, now, times, retryAfter))
        {
            return null;
        }

        var moved = await database.WriteAsync(
            db => db.CalendarRuns.Where(x => x.Name == name && x.LastStartedAt == row.LastStartedAt)
                .ExecuteUpdateAsync(x => x.SetProperty(run => run.LastStartedAt, now), cancellationToken),
            cancellationToken);
        return moved == 1 ? new BegunRun(name, now, row.LastStartedAt) : null;
    }

    public Task SucceededAsync(BegunRun run) => SetAsync(run, run.StartedAt, succeeded: true, error: null);

    /// <param name="error">Without secrets.</param>
    public Task FailedAsync(BegunRun run, string error) => SetAsync(run, run.StartedAt, succeeded: false, error);

    /// <summary>The server stops before it is done: the next start makes it again.</summary>
    public Task GiveBackAsync(BegunRun run) => SetAsync(run, run.Before, succeeded: false, error: null);

    // A start far in the future is one by a clock that was wrong.
    private static bool IsDue(CalendarRun row, DateTimeOffset now, DueTimes times, TimeSpan retryAfter) =>
        row.LastStartedAt < times.LastAt(now)
        || row.LastStartedAt > now + times.Period
        || (row.LastSucceededAt < row.LastStartedAt && row.LastStartedAt + retryAfter <= now);

    /// <summary>A new job begins with its next time: there is nothing yet to make up for.</summary>
    private Task<bool> AddAsync(string name, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            if (!await db.CalendarRuns.AnyAsync(x => x.Name == name, cancellationToken))
            {
                db.CalendarRuns.Add(new CalendarRun { Name = name, LastStartedAt = now, LastSucceededAt = now });
            }

            return true;
        },
        cancellationToken);

    // Also while the server stops; only as long as the run is still ours.
    private Task<int> SetAsync(BegunRun run, DateTimeOffset startedAt, bool succeeded, string? error) => database.WriteAsync(
        db => db.CalendarRuns.Where(x => x.Name == run.Name && x.LastStartedAt == run.StartedAt)
            .ExecuteUpdateAsync(
                x => x.SetProperty(row => row.LastStartedAt, startedAt)
                    .SetProperty(row => row.LastSucceededAt, row => succeeded ? run.StartedAt : row.LastSucceededAt)
                    .SetProperty(row => row.LastError, error),
                CancellationToken.None),
        CancellationToken.None);
}
