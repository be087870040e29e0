using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <summary>
/// Looks what the rules find that they have not found before. Each finding is told once until it is over; what goes to and fro
/// within a day is told once, too. What is found, its notification and what is sent are stored together: a process that dies in
/// between tells nothing twice and forgets nothing.
/// </summary>
public sealed partial class EvaluateAlerts : IDisposable
{
    private const int InATurn = 500;

    /// <summary>What one rule finds at once beyond this is one notification for all.</summary>
    internal const int OneByOne = 20;

    private readonly Database _database;
    private readonly PlatformCatalog _catalog;
    private readonly NoticeBoard _notices;
    private readonly DeliveryQueue _deliveries;
    private readonly AlertMessage _message;
    private readonly IBrokenMetrics _broken;
    private readonly AgencyClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<EvaluateAlerts> _logger;

    // A rule that was just made is looked at at once, beside the calendar.
    private readonly SemaphoreSlim _turn = new(1);

    internal EvaluateAlerts(
        Database database, PlatformCatalog catalog, NoticeBoard notices, DeliveryQueue deliveries, AlertMessage message, IBrokenMetrics broken, AgencyClock clock, TimeProvider time, ILogger<EvaluateAlerts> logger)
    {
        (_database, _catalog, _notices, _deliveries) = (database, catalog, notices, deliveries);
        (_message, _broken, _clock, _time, _logger) = (message, broken, clock, time, logger);
    }

    /// <summary>Looks at every rule that is on. One that fails keeps none of the others from it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var rules = await _database.ReadAsync(
            db => db.AlertRules.Where(x => x.IsOn).OrderBy(x => x.CreatedAt).Select(x => new { x.Id, x.Kind }).ToListAsync(cancellationToken), cancellationToken);
        var isLooked = rules.Exists(rule => IsOfNumbers(rule.Kind)) && await LookAsync(cancellationToken);
        foreach (var rule in rules.Where(rule => isLooked || !IsOfNumbers(rule.Kind)))
        {
            try
            {
                await RunAsync(rule.Id, onlyStart: false, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, rule.Id);
            }
        }
    }

    /// <returns>False where it failed: what a platform sent wrong would look like news, so rules about numbers wait for the next time.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _broken.LookAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotLooked(exception);
            return false;
        }
    }

    /// <summary>Notes what a new rule matches already, so that only what comes after is told one by one.</summary>
    /// <returns>How many profiles; null where they could not be looked at, which the calendar makes up for.</returns>
    internal async Task<int?> StartAsync(Guid ruleId, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(ruleId, onlyStart: true, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, ruleId);
            return null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> RunAsync(Guid ruleId, bool onlyStart, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rule = await _database.ReadAsync(db => db.AlertRules.SingleOrDefaultAsync(x => x.Id == ruleId && x.IsOn, cancellationToken), cancellationToken);
            if (rule is null || (onlyStart && rule.StartedAt is not null))
            {
                return 0;
            }

            if (onlyStart && IsOfNumbers(rule.Kind))
            {
                await _broken.LookAsync(cancellationToken);
            }

            return await RunAsync(rule, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<int> RunAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var broken = await BrokenAsync(rule, now, cancellationToken);
        var days = await _clock.GetDaysAsync(cancellationToken);
        List<AlertFinding> first = [];
        var found = 0;
        long after = 0;
        int read;
        do
        {
            var from = after;
            var readings = await _database.ReadAsync(
                db => AlertReadings.Of(db, rule, now).Where(x => x.Key > from).OrderBy(x => x.Key).Take(InATurn).ToListAsync(cancellationToken), cancellationToken);
            read = readings.Count;
            if (read == InATurn && readings[0].Key != readings[^1].Key)
            {
                // A profile has a reading for each of its posts; the last one's others are in the next turn.
                var last = readings[^1].Key;
                readings.RemoveAll(reading => reading.Key == last);
            }

            if (read > 0)
            {
                after = readings[^1].Key;
                var news = await _database.WriteAsync(db => StoreAsync(db, rule, readings, broken, days, now, cancellationToken), cancellationToken);
                found += AlertMessage.ProfilesOf(news);
                first.AddRange(news.DistinctBy(one => one.Reading.Key).Take(AlertMessage.Named - first.Count));
            }
        }
        while (read == InATurn);

        await _database.WriteAsync(db => EndAsync(db, rule, first, found, now, cancellationToken), cancellationToken);
        return found;
    }

    // Those of posts are compared once an hour: a post stands out among others that were read with it, whatever the platform answers.
    private static bool IsOfNumbers(AlertKind kind) => kind is AlertKind.FollowersFall or AlertKind.FollowersRise or AlertKind.NoPost;

    private async Task<IReadOnlyCollection<(string Platform, bool ByPermission)>> BrokenAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken) => rule.Kind switch
    {
        AlertKind.FollowersFall or AlertKind.FollowersRise => await _broken.FindAsync(CanaryMetric.Followers, now.AddDays(-rule.Window), cancellationToken),
        AlertKind.StandoutPost => await _broken.FindAsync(CanaryMetric.PostViews, now.AddDays(-7), cancellationToken),
        AlertKind.NoPost => await _broken.FindAsync(CanaryMetric.Posts, now.AddDays(-rule.Window), cancellationToken),
        _ => [],
    };

    /// <summary>What is found or over among some connections; gives what is new.</summary>
    private async Task<List<AlertFinding>> StoreAsync(
        SocialProfilesDbContext db, AlertRule rule, List<AlertReading> readings, IReadOnlyCollection<(string Platform, bool ByPermission)> broken, AgencyDays days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // It may have been changed or deleted since it was read.
        if (!await db.AlertRules.AnyAsync(x => x.Id == rule.Id && x.IsOn && x.StartedAt == rule.StartedAt, cancellationToken))
        {
            return [];
        }

        var keys = readings.ConvertAll(reading => reading.Key);
        var present = (await db.Set<Connections.Connection>().Where(x => keys.Contains(x.Key)).Select(x => x.Key).ToListAsync(cancellationToken)).ToHashSet();
        var known = (await db.AlertMatches.AsTracking().Where(x => x.RuleId == rule.Id && keys.Contains(x.ConnectionKey)).ToListAsync(cancellationToken)).ToLookup(match => match.ConnectionKey);
        List<AlertFinding> news = [];
        List<Guid> over = [];
        foreach (var profile in readings.Where(reading => present.Contains(reading.Key) && !broken.Contains((reading.Platform, reading.ByPermission))).GroupBy(reading => reading.Key))
        {
            var told = profile.ToLookup(reading => AlertVerdicts.Of(rule, reading, now));
            if (told.Contains(AlertVerdict.Unknown))
            {
                continue;
            }

            var matching = told[AlertVerdict.Matches].ToDictionary(reading => reading.Cause, StringComparer.Ordinal);
            foreach (var match in known[profile.Key].Where(match => match.OverAt is null && !matching.ContainsKey(match.Cause)))
            {
                match.OverAt = now;
                over.Add(match.Id);
            }

            foreach (var reading in matching.Values)
            {
                if (Note(db, rule, reading, known[profile.Key].FirstOrDefault(match => match.Cause == reading.Cause), now) is { } id)
                {
                    news.Add(AlertFinding.Of(rule, reading, _catalog.NameOf(reading.Platform), days, now) with { MatchId = id });
                }
            }
        }

        await _notices.CloseAlertsAsync(db, over, cancellationToken);
        if (rule.StartedAt is not null && news.Count > 0)
        {
            await TellAsync(db, rule, news, now, cancellationToken);
        }

        return news;
    }

    /// <returns>The id of the match; null where it was told before.</returns>
    private static Guid? Note(SocialProfilesDbContext db, AlertRule rule, AlertReading reading, AlertMatch? match, DateTimeOffset now)
    {
        if (match is null)
        {
            match = new AlertMatch { RuleId = rule.Id, ConnectionKey = reading.Key, Cause = reading.Cause, Id = Guid.CreateVersion7(now), FoundAt = now };
            db.AlertMatches.Add(match);
            return match.Id;
        }

        if (match.OverAt is not { } overAt)
        {
            return null;
        }

        match.OverAt = null;
        if (now - overAt < Quiet(rule.Kind))
        {
            return null;
        }

        (match.Id, match.FoundAt) = (Guid.CreateVersion7(now), now);
        return match.Id;
    }

    private async Task TellAsync(SocialProfilesDbContext db, AlertRule rule, List<AlertFinding> news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A permission that ended has a notification of its own, whatever the rules.
        if (rule.Kind != AlertKind.ReconnectNeeded)
        {
            if (news.Count > OneByOne)
            {
                _notices.RaiseAlertSummary(db, rule.Id, Count(AlertMessage.ProfilesOf(news), "newly match", "newly matches"), Summary(rule, news));
            }
            else
            {
                news.ForEach(one => _notices.RaiseAlert(db, rule.Id, one.MatchId, one.Reading, one.Title, one.Detail));
            }
        }

        if (rule.Emails.Count > 0)
        {
            _deliveries.AddMail(db, rule.Emails, _message.Mail(rule, news, db.IsSandbox));
        }

        if (rule.Endpoints.Count > 0)
        {
            var subject = news.Count == 1 ? $"{news[0].Title}: @{news[0].Reading.Handle}" : $"{AlertRuleText.NameOf(rule.Kind)}: {AlertMessage.Profiles(news)}";
            var wanted = await db.WebhookEndpoints.Where(x => x.IsOn && rule.Endpoints.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancellationToken);
            _deliveries.AddWebhook(db, wanted, subject, _message.Webhook(rule, news, db.IsSandbox, now));
        }
    }

    /// <summary>Notes that the rule has started, and ends what left its scope: a talent in the archive, a tag that was taken off.</summary>
    private async Task<bool> EndAsync(SocialProfilesDbContext db, AlertRule rule, List<AlertFinding> first, int found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rule.StartedAt is null)
        {
            var started = await db.AlertRules.Where(x => x.Id == rule.Id && x.StartedAt == null).ExecuteUpdateAsync(x => x.SetProperty(row => row.StartedAt, now), cancellationToken);
            if (started > 0 && found > 0 && rule.Kind != AlertKind.ReconnectNeeded)
            {
                _notices.RaiseAlertSummary(db, rule.Id, Count(found, "match your new alert already", "matches your new alert already"), Summary(rule, first, found));
            }

            return true;
        }

        var scope = AlertReadings.Scope(db, rule);
        var left = await db.AlertMatches.Where(x => x.RuleId == rule.Id && x.OverAt == null && !scope.Any(connection => connection.Key == x.ConnectionKey)).Select(x => x.Id).ToListAsync(cancellationToken);
        foreach (var some in left.Chunk(InATurn))
        {
            await db.AlertMatches.Where(x => x.RuleId == rule.Id && some.Contains(x.Id)).ExecuteUpdateAsync(x => x.SetProperty(row => row.OverAt, now), cancellationToken);
            await _notices.CloseAlertsAsync(db, some, cancellationToken);
        }

        var forgotten = now - Quiet(rule.Kind);
        await db.AlertMatches.Where(x => x.RuleId == rule.Id && x.OverAt < forgotten).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    // A post stands out for a week at most; within it, it may come back as often as the usual views go to and fro.
    private static TimeSpan Quiet(AlertKind kind) => kind == AlertKind.StandoutPost ? TimeSpan.FromDays(8) : TimeSpan.FromDays(1);

    private static string Count(int count, string match, string matches) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "profile" : "profiles")} {(count == 1 ? matches : match)}");

    private static string Summary(AlertRule rule, List<AlertFinding> news) => Summary(rule, [.. news.DistinctBy(one => one.Reading.Key)], AlertMessage.ProfilesOf(news));

    private static string Summary(AlertRule rule, List<AlertFinding> some, int all)
    {
        var named = string.Join(", ", some.Take(5).Select(one => $"@{one.Reading.Handle}"));
        return string.Create(CultureInfo.InvariantCulture, $"{AlertRuleText.Of(rule)}: {named}{(all > 5 ? $" and {all - 5:N0} more" : "")}.");
    }

    [LoggerMessage(LogLevel.Error, "Whether platforms changed their answers could not be looked at; alerts about numbers wait")]
    private partial void LogNotLooked(Exception exception);

    [LoggerMessage(LogLevel.Error, "The alert {Rule} could not be looked at; the others continue")]
    private partial void LogFailed(Exception exception, Guid rule);
}
