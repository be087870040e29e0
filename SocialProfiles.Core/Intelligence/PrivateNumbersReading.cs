using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Reads the private numbers of accounts: one query, the rest in memory, a few hundred rows an account.</summary>
internal static class PrivateNumbersReading
{
    /// <param name="accounts">Key, platform and handle of the accounts.</param>
    /// <param name="sources">By their keys.</param>
    /// <param name="period">Whole days as the platforms count them, so none that is not over.</param>
    public static async Task<IReadOnlyList<PrivateNumbers>> ReadAsync(
        SocialProfilesDbContext db, IReadOnlyList<(long Key, string Platform, string Handle)> accounts, IReadOnlyDictionary<int, MetricSource> sources, IntelligencePeriod period, CancellationToken cancellationToken)
    {
        var keys = accounts.Select(account => account.Key).ToArray();
        var (first, last) = (period.From.DayNumber, period.To.DayNumber);

        // Who the audience is, is read once a week; a reason has the day on which it was found.
        var rows = await db.Insights
            .Where(x => keys.Contains(x.ConnectionKey) && ((x.Day >= first && x.Day <= last) || x.Value == null || x.Metric >= InsightMetric.FollowersByAge))
            .ToListAsync(cancellationToken);
        var byAccount = rows.ToLookup(row => row.ConnectionKey);
        return [.. accounts
            .Where(account => byAccount.Contains(account.Key))
            .Select(account => new PrivateNumbers(account.Platform, account.Handle, period, Numbers(byAccount[account.Key], sources), Audience(byAccount[account.Key], sources)))];
    }

    private static IReadOnlyList<PeriodNumber> Numbers(IEnumerable<AccountInsight> rows, IReadOnlyDictionary<int, MetricSource> sources) =>
        [.. rows.Where(row => !row.Metric.IsGrouped()).GroupBy(row => row.Metric).OrderBy(metric => metric.Key).Select(metric => Number(metric, sources))];

    private static PeriodNumber Number(IGrouping<InsightMetric, AccountInsight> metric, IReadOnlyDictionary<int, MetricSource> sources)
    {
        var days = metric.Where(row => row.Value is not null).ToArray();
        var known = Array.ConvertAll(days, row => row.Value!.Value);
        return known.Length == 0
            ? new PeriodNumber(metric.Key, null, metric.MaxBy(row => row.Day)!.Gap, 0)
            : new PeriodNumber(metric.Key, PeriodNumber.IsMean(metric.Key) ? known.Average() : known.Sum(), MetricGap.None, known.Length)
            {
                ReadAt = days.Max(row => row.ReadAt),
                Source = sources.GetValueOrDefault(days.MaxBy(row => row.Day)!.Source),
            };
    }

    private static IReadOnlyList<AudienceGroups> Audience(IEnumerable<AccountInsight> rows, IReadOnlyDictionary<int, MetricSource> sources) =>
        [.. rows.Where(row => row.Metric.IsGrouped()).GroupBy(row => row.Metric).OrderBy(metric => metric.Key).Select(metric => Groups(metric, sources))];

    /// <summary>Of a grouping the newest reading, and the reason where a newer one gave nothing.</summary>
    private static AudienceGroups Groups(IGrouping<InsightMetric, AccountInsight> metric, IReadOnlyDictionary<int, MetricSource> sources)
    {
        var read = metric.Where(row => row.Value is not null).ToArray();
        var day = read.Max(row => (int?)row.Day);
        var groups = read.Where(row => row.Day == day).ToArray();
        var all = groups.Sum(row => row.Value!.Value);
        var gap = metric.Where(row => row.Value is null && (day is null || row.Day > day)).MaxBy(row => row.Day)?.Gap;
        return all > 0
            ? new AudienceGroups(
                metric.Key,
                [.. groups.OrderByDescending(row => row.Value).Take(AudienceGroups.MostOf(metric.Key)).Select(row => (row.Slice, row.Value!.Value / all))],
                gap ?? MetricGap.None)
            {
                ReadOn = DateOnly.FromDayNumber(day!.Value),
                ReadAt = groups.Max(row => row.ReadAt),
                Source = sources.GetValueOrDefault(groups[0].Source),
            }
            : new AudienceGroups(metric.Key, [], gap ?? MetricGap.NoDataYet);
    }
}
