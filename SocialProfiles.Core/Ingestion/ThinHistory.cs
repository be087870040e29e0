using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Keeps the history small: every snapshot for a week and then the last one of each day (UTC), attempts for a week, closed
/// notices for a month, private numbers for two years, which is as long as platforms keep them.
/// </summary>
public sealed class ThinHistory(Database database, TimeProvider time)
{
    private const long MillisecondsOfADay = 24 * 60 * 60 * 1000;

    /// <returns>How many rows were deleted.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var weekAgo = time.GetUtcNow().AddDays(-7);
        var monthAgo = time.GetUtcNow().AddDays(-30);
        var twoYearsAgo = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddYears(-2).DayNumber;
        var before = weekAgo.ToUnixTimeMilliseconds();
        return database.WriteAsync(
            async db => await db.SyncAttempts.IgnoreQueryFilters().Where(x => x.EndedAt < weekAgo).ExecuteDeleteAsync(cancellationToken)
                + await db.Notices.IgnoreQueryFilters().Where(x => x.ClosedAt < monthAgo).ExecuteDeleteAsync(cancellationToken)
                + await db.Insights.Where(x => x.Day < twoYearsAgo).ExecuteDeleteAsync(cancellationToken)
                + await db.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM ProfileSnapshots WHERE TakenAt < {before} AND EXISTS (
                        SELECT 1 FROM ProfileSnapshots AS later
                        WHERE later.ConnectionKey = ProfileSnapshots.ConnectionKey AND later.TakenAt > ProfileSnapshots.TakenAt
                            AND later.TakenAt / {MillisecondsOfADay} = ProfileSnapshots.TakenAt / {MillisecondsOfADay})
                    """,
                    cancellationToken),
            cancellationToken);
    }
}
