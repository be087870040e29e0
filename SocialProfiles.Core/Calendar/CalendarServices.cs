using Coravel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Thumbnails;

namespace SocialProfiles.Core.Calendar;

/// <summary>
/// Everything that happens by the clock. Coravel says when to look, and our own clock and rows say what is due; so nothing is
/// lost where a look is late, and nothing made twice where several come at once.
/// </summary>
public static partial class CalendarServices
{
    // Often enough that what was missed is made soon after a start.
    private const int LooksEverySeconds = 10;

    /// <summary>The jobs of the core. They run once <see cref="UseCalendar"/> was called.</summary>
    internal static IServiceCollection AddCalendarJobs(this IServiceCollection services)
    {
        services.AddSingleton<CalendarRuns>().AddSingleton<CalendarRunner>().AddSingleton<ThinHistoryJob>();

        return services
            // Every few seconds. A late one costs nothing but the time.
            .AddCalendarJob<SyncQueue>("sync", everySeconds: 1, TimeSpan.FromSeconds(10), WakeAsync)
            .AddCalendarJob<PlatformMemory>("platform-memory", everySeconds: 5, TimeSpan.FromMinutes(1), (memory, _) => memory.TrySaveAsync())
            .AddCalendarJob<ITableStatistics>("table-statistics", everySeconds: 60, TimeSpan.FromMinutes(1), RefreshAsync)
            .AddCalendarJob<SyncLeases>("sync-sweep", everySeconds: 60, TimeSpan.FromMinutes(1), (leases, token) => leases.SweepAsync(token))
            .AddCalendarJob<QueueWatch>("queue-watch", everySeconds: 30, TimeSpan.FromSeconds(30), (watch, token) => watch.LookAsync(token))
            .AddCalendarJob<SendDeliveries>("deliveries", everySeconds: 5, TimeSpan.FromMinutes(4), (send, token) => send.ExecuteAsync(token))
            .AddCalendarJob<KeepThumbnails>("thumbnails", everySeconds: 5, TimeSpan.FromMinutes(4), (keep, token) => keep.ExecuteAsync(token))
            .AddCalendarJob<RunImports>("imports", everySeconds: 1, TimeSpan.FromMinutes(30), (imports, token) => imports.ExecuteAsync(token))

            // At their times, UTC, or as soon after as the server runs.
            .AddCalendarJob<EvaluateAlerts>("alerts", DueTimes.EveryMinutes(10), TimeSpan.FromMinutes(9), (evaluate, token) => evaluate.ExecuteAsync(token))
            .AddCalendarJob<MetricCanary>("metric-canary", DueTimes.Hourly(29), TimeSpan.FromMinutes(30), (canary, token) => canary.ExecuteAsync(token))
            .AddCalendarJob<SendDeliveries>("delivery-log", DueTimes.Nightly(4, 23), TimeSpan.FromMinutes(30), (send, token) => send.ForgetAsync(token))
            .AddCalendarJob<MakeBackup>("backups", DueTimes.EveryMinutes(10), TimeSpan.FromHours(2), (make, token) => make.ExecuteDailyAsync(token))
            .AddCalendarJob<RenewConsents>("renew-consents", DueTimes.EveryMinutes(10), TimeSpan.FromMinutes(9), (renew, token) => renew.ExecuteAsync(token))
            .AddCalendarJob<ThinHistoryJob>("thin-history", DueTimes.Nightly(3, 17), TimeSpan.FromHours(2), (thin, token) => thin.ExecuteAsync(token))
            .AddCalendarJob<ActivityKeeping>("activity-keeping", DueTimes.Nightly(4, 11), TimeSpan.FromMinutes(30), (keeping, token) => keeping.ApplyAsync(token))
            .AddCalendarJob<RunImports>("import-rows", DueTimes.Nightly(4, 47), TimeSpan.FromMinutes(30), (imports, token) => imports.ForgetAsync(token))
            .AddCalendarJob<FinishErasing>("finish-erasing", DueTimes.Nightly(4, 53), TimeSpan.FromHours(1), (finish, token) => finish.AgainAsync(token))
            .AddCalendarJob<KeepThumbnails>("thumbnail-sweep", DueTimes.Nightly(5, 11), TimeSpan.FromMinutes(30), (keep, token) => keep.SweepAsync(token))
            .AddCalendarJob<AccessEnds>("access-ends", DueTimes.Nightly(5, 41), TimeSpan.FromMinutes(30), (ends, token) => ends.CheckAllAsync(token));
    }

    /// <summary>Something to do every few seconds.</summary>
    /// <inheritdoc cref="CalendarJob" path="/param"/>
    public static IServiceCollection AddCalendarJob<T>(this IServiceCollection services, string name, int everySeconds, TimeSpan deadline, Func<T, CancellationToken, Task> run)
        where T : notnull =>
        services.AddSingleton(new CalendarJob(name, everySeconds, deadline, null, (provider, token) => run(provider.GetRequiredService<T>(), token)));

    /// <summary>Something that is due at certain times and must not be missed.</summary>
    /// <inheritdoc cref="CalendarJob" path="/param"/>
    public static IServiceCollection AddCalendarJob<T>(this IServiceCollection services, string name, DueTimes times, TimeSpan deadline, Func<T, CancellationToken, Task> run)
        where T : notnull =>
        services.AddSingleton(new CalendarJob(name, LooksEverySeconds, deadline, times, (provider, token) => run(provider.GetRequiredService<T>(), token)));

    /// <summary>The clock that <see cref="UseCalendar"/> sets going with the host.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services) => services.AddScheduler();

    /// <summary>Each job on a worker of its own and under a lock of its own, so that none waits for another and none overtakes itself.</summary>
    public static void UseCalendar(this IServiceProvider services)
    {
        var runner = services.GetRequiredService<CalendarRunner>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CalendarServices));
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        services.UseScheduler(clock =>
        {
            foreach (var job in services.GetServices<CalendarJob>())
            {
                var looks = clock.OnWorker(job.Name).ScheduleAsync(() => runner.LookAsync(job, stopping));
                (job.EverySeconds < 60 ? looks.EverySeconds(job.EverySeconds) : looks.EveryMinute()).PreventOverlapping(job.Name);
            }
        }).OnError(exception => LogFailed(logger, exception));
    }

    private static Task RefreshAsync(ITableStatistics statistics, CancellationToken cancellationToken) => Task.Run(statistics.Refresh, cancellationToken);

    private static Task WakeAsync(SyncQueue queue, CancellationToken cancellationToken)
    {
        queue.Wake();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "The calendar failed; it goes on with its next look")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
