using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Looks at the queue every half minute: says in the log when it grows faster than it drains (<see cref="QueueTrend"/>), once an hour
/// while it lasts and again when it has caught up, and keeps the numbers for whoever measures.
/// </summary>
internal sealed partial class QueueWatch
{
    private readonly QueueStatsQuery _query;
    private readonly SyncTimeline _timeline;
    private readonly Database _database;
    private readonly PlatformCatalog _catalog;
    private readonly PlatformBudgets _budgets;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueWatch> _logger;
    private readonly QueueTrend _trend = new();
    private readonly long _begun;
    private readonly ObservableGauge<long> _notices;
    private IReadOnlyList<PlatformQueue> _platforms = [];
    private IReadOnlyList<(NoticeKind Kind, int Count)> _open = [];

    public QueueWatch(
        QueueStatsQuery query, SyncTimeline timeline, Database database, PlatformCatalog catalog, PlatformBudgets budgets, Measures measures, TimeProvider time, ILogger<QueueWatch> logger)
    {
        (_query, _timeline, _database, _catalog, _budgets, _time, _logger) = (query, timeline, database, catalog, budgets, time, logger);
        _begun = time.GetTimestamp();
        measures.Gauge("socialprofiles.queue.depth", "{profile}", "Profiles in the queue now, by state and platform", Depth);
        measures.Gauge("socialprofiles.queue.oldest_wait", "s", "How long the profile that is due longest has waited", OldestWait);
        measures.Gauge("socialprofiles.platform.budget.left", "{unit}", "What may still be asked of a platform: units of today, or requests that may start now", BudgetLeft);
        measures.Gauge("socialprofiles.platform.paused", "{platform}", "1 while a platform is not asked, by reason", Paused);
        _notices = measures.Gauge("socialprofiles.notices.open", "{notice}", "Notifications that wait for a person, by kind", Open);
    }

    /// <summary>By the calendar.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        (_platforms, _) = await _query.ReadAsync(cancellationToken);
        await _timeline.SaveAsync(cancellationToken);
        if (_notices.Enabled)
        {
            var open = await _database.ReadAsync(
                db => db.Notices.Where(notice => notice.ClosedAt == null).GroupBy(notice => notice.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken),
                cancellationToken);
            _open = open.ConvertAll(kind => (kind.Key, kind.Count));
        }

        var waiting = _platforms.Where(platform => platform.Pause is null).Sum(platform => platform.Waiting);
        switch (_trend.Look(_time.GetElapsedTime(_begun), waiting, _timeline.Ended))
        {
            case QueueTrendChange.FallsBehind:
                LogFallsBehind(waiting);
                break;
            case QueueTrendChange.CaughtUp:
                LogCaughtUp(waiting);
                break;
            default:
                break;
        }
    }

    private IEnumerable<Measurement<long>> Depth() => _platforms.SelectMany(platform => new[]
    {
        Of(platform.Waiting, "waiting", platform.Platform),
        Of(platform.Active, "active", platform.Platform),
        Of(platform.Retrying, "retrying", platform.Platform),
        Of(platform.Failed, "failed", platform.Platform),
    });

    private IEnumerable<Measurement<double>> OldestWait() =>
        _platforms.Select(platform => new Measurement<double>(platform.OldestWaitSeconds ?? 0, new KeyValuePair<string, object?>("platform", platform.Platform)));

    // From memory, so it is as of now.
    private IEnumerable<Measurement<long>> BudgetLeft() => Fetched().SelectMany(platform => Left(platform.Key, _budgets.Of(platform.Key)));

    private static IEnumerable<Measurement<long>> Left(string platform, PlatformBudget budget)
    {
        if (budget.Today is { } today)
        {
            yield return new Measurement<long>(today.Left, new("platform", platform), new KeyValuePair<string, object?>("window", "day"));
        }

        if (budget.RequestsLeft is { } requests)
        {
            yield return new Measurement<long>(Math.Max(0, requests), new("platform", platform), new KeyValuePair<string, object?>("window", "minute"));
        }
    }

    private IEnumerable<Measurement<long>> Paused() => Fetched().Select(platform => _budgets.PauseOf(platform.Key) is var pause
        ? new Measurement<long>(pause is null ? 0 : 1, new("platform", platform.Key), new KeyValuePair<string, object?>("reason", ReasonOf(pause?.Reason)))
        : default);

    private IEnumerable<Measurement<long>> Open() =>
        _open.Select(kind => new Measurement<long>(kind.Count, new KeyValuePair<string, object?>("kind", System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.Kind.ToString()))));

    private IEnumerable<IPlatform> Fetched() => _catalog.All.Where(platform => _catalog.ClientOf(platform.Key) is not null);

    private static string ReasonOf(PauseReason? reason) => reason switch
    {
        PauseReason.SlowDown => "slow_down",
        PauseReason.NotAnswering => "not_answering",
        PauseReason.DayUsedUp => "day_used_up",
        PauseReason.ByAdmin => "by_admin",
        _ => "none",
    };

    private static Measurement<long> Of(int count, string state, string platform) =>
        new(count, new("state", state), new KeyValuePair<string, object?>("platform", platform));

    [LoggerMessage(LogLevel.Warning, "The queue grows faster than it drains: {Waiting} profiles wait and could start. Open the queue in the browser to see which platform is slow; more syncs at once or less frequent refreshes help")]
    private partial void LogFallsBehind(int waiting);

    [LoggerMessage(LogLevel.Information, "The queue has caught up; {Waiting} profiles wait")]
    private partial void LogCaughtUp(int waiting);
}
