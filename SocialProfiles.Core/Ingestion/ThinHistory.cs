using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Keeps the history small: readings as <see cref="History.HistoryThinning"/> says, attempts for <see cref="IngestionOptions.AttemptDays"/>, closed notices for a
/// month, private numbers for two years, which is as long as platforms keep them, and of an audience's groups
/// the newest of each week.
/// <para>
/// What is too old is looked for outside the writer's turn and deleted in small slices, so that syncs and people hardly wait
/// for it, and no more than <see cref="MostRows"/> a night: measured in bench/RESULTS.md.
/// </para>
/// </summary>
internal sealed class ThinHistory(Database database, IHistoryStore history, AgencyClock clock, IOptionsMonitor<IngestionOptions> options, TimeProvider time)
{
    /// <summary>Rows of one run at most; the rest waits for the next night. Five thousand profiles make a quarter of it a day.</summary>
    public const int MostRows = 1_000_000;

    private const int ConnectionsInARead = 20;

    /// <returns>How many rows were deleted.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var attemptsFrom = now.AddDays(-options.CurrentValue.AttemptDays);
        var days = await clock.GetDaysAsync(cancellationToken);
        var deleted = await history.DeleteNoticesAsync(now.AddDays(-30), cancellationToken);
        var connections = await database.ReadAsync(
            db => db.Connections.IgnoreQueryFilters().OrderBy(x => x.Key).Select(x => x.Key).ToListAsync(cancellationToken), cancellationToken);
        foreach (var keys in connections.Chunk(ConnectionsInARead))
        {
            if (deleted >= MostRows)
            {
                return deleted;
            }

            deleted += await history.DeleteAttemptsAsync(keys[0], keys[^1], attemptsFrom, cancellationToken);
            deleted += await history.ThinReadingsAsync(keys[0], keys[^1], now, days, cancellationToken);
            foreach (var key in keys)
            {
                deleted += await history.ThinPostReadingsAsync(key, now, days, cancellationToken);
            }
        }

        var twoYearsAgo = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-2);
        var consents = await database.ReadAsync(db => db.Consents.OrderBy(x => x.ConnectionKey).Select(x => x.ConnectionKey).ToListAsync(cancellationToken), cancellationToken);
        foreach (var key in consents.TakeWhile(_ => deleted < MostRows))
        {
            deleted += await history.ThinInsightsAsync(key, twoYearsAgo, cancellationToken);
        }

        return deleted;
    }
}
