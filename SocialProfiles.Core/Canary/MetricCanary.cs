using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>
/// Notices that a platform changed what it answers: a number that vanished, is 0, or jumped for most profiles within a day is no news of
/// the talents. It raises one notice, and until the answers are as before the number counts as unknown.
/// </summary>
public sealed partial class MetricCanary(Database database, DataWorld world, PlatformCatalog catalog, NoticeBoard notices, TimeProvider time, ILogger<MetricCanary> logger)
{
    /// <summary>From how many profiles or posts on most of them say something.</summary>
    public const int Fewest = 5;

    /// <summary>A share of them that is more than chance.</summary>
    public const double Most = 0.5;

    /// <summary>A share at which the answers are as before.</summary>
    public const double Few = 0.2;

    /// <returns>How many breaks there are now.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => LookAsync(posts: true, cancellationToken);

    /// <summary>Looks at the numbers of profiles alone, which takes a fraction of the time.</summary>
    internal Task<int> LookAtProfilesAsync(CancellationToken cancellationToken) => LookAsync(posts: false, cancellationToken);

    private async Task<int> LookAsync(bool posts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var yesterday = now.AddDays(-1);
        var (known, comparisons) = await database.ReadAsync(db => CompareAsync(db, yesterday, now, posts, cancellationToken), cancellationToken);
        var open = known.FindAll(x => x.Until is null);
        var ended = open.Where(x => comparisons[x.Key].SingleOrDefault(one => IsOf(one, x)) is { Compared: >= Fewest } one && one.Broken <= Few * one.Compared).ToList();
        var begun = comparisons[0].Where(one => !known.Exists(x => IsOf(one, x)))
            .Concat(Ended(known).SelectMany(x => comparisons[x.Key].Where(one => IsOf(one, x))))
            .Where(one => one.Compared >= Fewest && one.Broken > Most * one.Compared)
            .Select(one => new MetricBreak
            {
                Id = Guid.CreateVersion7(now),
                IsSandbox = world.IsSandbox,
                Platform = one.Platform,
                ByPermission = one.ByPermission,
                Metric = Enum.Parse<CanaryMetric>(one.Metric),
                Kind = one.Kind,
                Since = DateTimeOffset.FromUnixTimeMilliseconds(one.Since!.Value),
                Broken = one.Broken,
                Compared = one.Compared,
            })
            .ToList();
        if (ended.Count + begun.Count > 0)
        {
            await database.WriteAsync(db => SaveAsync(db, ended, begun, yesterday, now, cancellationToken), cancellationToken);
        }

        return open.Count - ended.Count + begun.Count;
    }

    /// <summary>
    /// Compares with yesterday, under 0, and for each break with what was before it. One that ended since yesterday is known, too: on the
    /// way back numbers jump as they did before, so that only against what was before it shows whether it begins again.
    /// </summary>
    private static async Task<(List<MetricBreak> Known, ILookup<long, MetricComparison> Comparisons)> CompareAsync(
        SocialProfilesDbContext db, DateTimeOffset yesterday, DateTimeOffset now, bool posts, CancellationToken cancellationToken)
    {
        var known = await Known(db, yesterday).ToListAsync(cancellationToken);
        List<(long Key, MetricComparison One)> comparisons = [.. (await MetricComparison.ReadAsync(db, yesterday, now, posts, cancellationToken)).Select(one => (0L, one))];
        foreach (var since in known.Where(x => !x.IsTrusted).ToLookup(x => x.Since))
        {
            var all = await MetricComparison.ReadAsync(db, since.Key, now, posts, cancellationToken);
            comparisons.AddRange(since.SelectMany(found => all.Select(one => (found.Key, one))));
        }

        return (known, comparisons.ToLookup(x => x.Key, x => x.One));
    }

    /// <summary>The newest break of each number that is over, unless an admin said that its numbers are right.</summary>
    private static IEnumerable<MetricBreak> Ended(List<MetricBreak> known) => known
        .GroupBy(x => (x.Platform, x.ByPermission, x.Metric))
        .Where(group => group.All(x => x is { Until: not null, IsTrusted: false }))
        .Select(group => group.MaxBy(x => x.Since)!);

    private static IQueryable<MetricBreak> Known(SocialProfilesDbContext db, DateTimeOffset yesterday) => db.MetricBreaks.Where(x => x.Until == null || x.Until >= yesterday);

    private async Task<int> SaveAsync(
        SocialProfilesDbContext db, List<MetricBreak> ended, List<MetricBreak> begun, DateTimeOffset yesterday, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The alerts' look and the calendar's may meet, and an admin may have trusted the numbers meanwhile.
        var known = await Known(db, yesterday).ToListAsync(cancellationToken);
        ended.RemoveAll(over => !known.Exists(x => x.Key == over.Key && x.Until is null));
        begun.RemoveAll(found => known.Exists(x => (x.Platform, x.ByPermission, x.Metric) == (found.Platform, found.ByPermission, found.Metric)
            && (x.Until is null || x.IsTrusted || x.Since >= found.Since)));
        foreach (var over in ended)
        {
            await db.MetricBreaks.Where(x => x.Key == over.Key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Until, now), cancellationToken);
            await notices.CloseAsync(db, over.Id, cancellationToken);
            LogEnded(over.Platform, over.Metric);
        }

        foreach (var found in begun)
        {
            db.MetricBreaks.Add(found);
            await notices.RaiseMetricBreakAsync(db, found.Id, found.Platform, BreakText.Title(found), BreakText.Sentence(found, catalog), cancellationToken);
            LogBegun(found.Platform, found.Metric, found.Kind, found.Broken, found.Compared);
        }

        db.Raise(default(MetricsBroken));
        return ended.Count + begun.Count;
    }

    private static bool IsOf(MetricComparison one, MetricBreak found) =>
        one.Platform == found.Platform && one.ByPermission == found.ByPermission && one.Metric == found.Metric.ToString();

    [LoggerMessage(LogLevel.Warning, "{Platform} changed its answers: {Metric} {Kind} for {Broken} of {Compared}")]
    private partial void LogBegun(string platform, CanaryMetric metric, BreakKind kind, int broken, int compared);

    [LoggerMessage(LogLevel.Information, "{Platform} answers as before again: {Metric}")]
    private partial void LogEnded(string platform, CanaryMetric metric);
}

/// <summary>What counts as unknown changed, for any talent.</summary>
public readonly record struct MetricsBroken : ICommitEvent;
