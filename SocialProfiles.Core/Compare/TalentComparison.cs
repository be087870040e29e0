using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Compare;

/// <summary>Puts talents side by side.</summary>
public sealed class TalentComparison(Database database, RosterNumbers numbers, PlatformCatalog catalog, AgencyClock clock, TimeProvider time)
{
    public const int Fewest = 2;
    public const int Most = 6;

    /// <summary>Lengths of the line, days.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [28, 90, 365];

    /// <param name="talents">At most <see cref="Most"/>; more are left out.</param>
    /// <param name="platform">Key of the platform whose profiles are compared; null for all platforms together.</param>
    /// <param name="days">Length of the line, 2 to 366.</param>
    public async Task<Comparison> GetAsync(IReadOnlyList<Guid> talents, string? platform, int days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agency = await clock.GetDaysAsync(cancellationToken);
        var today = agency.Of(now);
        DateOnly[] line = [.. Enumerable.Range(1 - days, days).Select(today.AddDays)];
        var scale = (await numbers.GetAsync(cancellationToken)).Scale;
        Guid[] ids = [.. talents.Distinct().Take(Most)];
        return await database.ReadAsync(
            async db =>
            {
                var names = await db.Set<Core.Talents.Talent>().Where(x => ids.Contains(x.Id) && x.ArchivedAt == null).ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);
                var all = (await ProfileNumbers.Query(db, now).Where(x => ids.Contains(x.TalentId)).ToListAsync(cancellationToken)).FindAll(x => !x.IsLinkOnly);
                var compared = all.FindAll(x => platform is null || x.Platform == platform);
                var keys = compared.ConvertAll(x => x.Key);
                var views = await ViewsAsync(db, compared, cancellationToken);
                var rhythms = await PostingRhythm.Query(db, db.Profiles.Where(x => keys.Contains(x.ConnectionKey)), now).ToDictionaryAsync(x => x.Key, cancellationToken);
                var countries = (await CountriesAsync(db, keys, cancellationToken)).ToLookup(x => x.ConnectionKey);
                var start = agency.StartOf(line[0]);
                var breaks = await PlatformBreaks.ReadAsync(db, start, cancellationToken);
                var period = new IntelligencePeriod(line[0], today);
                var readings = (await db.Set<ProfileReading>().Where(x => keys.Contains(x.ConnectionKey) && x.Source != ProfileReading.ImportedSource && x.LastReadAt >= start)
                    .OrderBy(x => x.ConnectionKey).ThenBy(x => x.FirstReadAt).ToListAsync(cancellationToken)).ToLookup(x => x.ConnectionKey);
                return new Comparison(
                    [.. ids.Where(names.ContainsKey).Select(id =>
                    {
                        ProfileNumbers[] profiles = [.. compared.Where(x => x.TalentId == id).OrderByDescending(x => x.Followers ?? -1).ThenBy(x => x.Key)];

                        // One that hides its followers all the time would leave none of the others'.
                        long?[][] lines = [.. profiles.Select(x => FollowersOf([.. readings[x.Key]], breaks.Of(x.Platform, x.Type == ConnectionType.OAuth), period, agency)).Where(days => days.Any(day => day is not null))];
                        return new ComparedTalent
                        {
                            Id = id,
                            Name = names[id],
                            Profiles = profiles,
                            Followers = Followers(profiles),
                            Growth = GrowthOf(profiles),
                            EngagementRate = Rate(profiles),
                            RatedPosts = profiles.Where(x => x.EngagementRate is not null).Sum(x => x.RecentPosts),
                            MedianViews = Views(profiles, views),
                            PostsAWeek = Rhythm(profiles, rhythms),
                            LastPost = Last(profiles),
                            Country = Country(profiles, countries),
                            Places = profiles is [var only] ? scale.PlacesOf(only) : Places.None,
                            Line = Sum(lines, days),
                            LineProfiles = lines.Length,
                        };
                    })],
                    line,
                    [.. all.Select(x => x.Platform).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    agency);
            },
            cancellationToken);
    }

    private static Compared<long> Followers(ProfileNumbers[] profiles)
    {
        var known = profiles.Where(x => x.Followers is not null).ToArray();
        return new(known.Sum(x => x.Followers!.Value), known.Length, profiles.Length, known.Any(x => x.FollowersMetric.IsRounded), Gap: FirstGap(profiles, x => x.FollowersMetric.Gap));
    }

    private static Compared<Growth> GrowthOf(ProfileNumbers[] profiles)
    {
        var known = profiles.Where(x => x.MonthGrowth.Change is not null).ToArray();
        if (known.Length == 0)
        {
            return new(profiles is [var first, ..] ? first.MonthGrowth : new Growth(Growth.MonthDays, null, null, GrowthGap.NoReading), 0, profiles.Length);
        }

        var present = known.Sum(x => x.Followers!.Value);
        return new(Growth.Of(Growth.MonthDays, present, present - known.Sum(x => x.MonthGrowth.Change!.Value)), known.Length, profiles.Length, known.Any(x => x.FollowersMetric.IsRounded));
    }

    private static Compared<double> Rate(ProfileNumbers[] profiles)
    {
        var known = profiles.Where(x => x.EngagementRate is not null && x.RecentPosts > 0).ToArray();
        return known.Length == 0
            ? new(0, 0, profiles.Length, Gap: FirstGap(profiles, x => x.EngagementGap))
            : new(known.Sum(x => x.EngagementRate!.Value * x.RecentPosts) / known.Sum(x => x.RecentPosts), known.Length, profiles.Length);
    }

    private static Compared<double> Views(ProfileNumbers[] profiles, ILookup<long, long> views)
    {
        var known = profiles.Where(x => x.MedianViews is not null).ToArray();
        var median = known switch
        {
            [] => null,
            [var only] => only.MedianViews,

            // Medians can't be added up: the posts behind them are counted again.
            _ => Median.Of(known.SelectMany(x => views[x.Key])),
        };
        return new(median ?? 0, median is null ? 0 : known.Length, profiles.Length, Gap: FirstGap(profiles, x => x.ViewsGap));
    }

    private static Compared<double> Rhythm(ProfileNumbers[] profiles, Dictionary<long, PostingRhythm> rhythms)
    {
        var known = profiles.Select(x => rhythms.GetValueOrDefault(x.Key)).OfType<PostingRhythm>().Where(x => x.PostsAWeek is not null).ToArray();
        return new(
            known.Sum(x => x.PostsAWeek!.Value),
            known.Length,
            profiles.Length,
            IsAtLeast: known.Any(x => x.IsAtLeast),
            Gap: FirstGap(profiles, x => x.PostsGap));
    }

    private static Compared<DateTimeOffset> Last(ProfileNumbers[] profiles)
    {
        var known = profiles.Where(x => x.LastPostAt is not null).ToArray();
        return new(known.Max(x => x.LastPostAt) ?? default, known.Length, profiles.Length, Gap: FirstGap(profiles, x => x.PostsGap));
    }

    private Compared<AudienceCountry> Country(ProfileNumbers[] profiles, ILookup<long, AccountInsight> countries)
    {
        var shares = profiles.Where(x => countries[x.Key].Any(row => row.Value is not null)).Select(x =>
        {
            var known = countries[x.Key].Where(row => row.Value is not null).ToArray();
            var metric = known.Min(row => row.Metric);
            var rows = known.Where(row => row.Metric == metric).ToArray();
            return (Profile: x, Metric: metric, Rows: rows, All: rows.Sum(row => row.Value!.Value));
        }).Where(x => x.All > 0).ToArray();
        if (shares.Length == 0)
        {
            return new(new AudienceCountry("", 0, false), 0, profiles.Length, Gap: FirstGap(profiles, x => countries[x.Key].FirstOrDefault()?.Gap ?? WhyNoCountry(x)));
        }

        // Of several profiles each counts by its followers; where one's are not known, all count alike.
        var isWeighted = shares.All(x => x.Profile.Followers is > 0);
        double Weight(ProfileNumbers x) => isWeighted ? x.Followers!.Value : 1;
        var all = shares.Sum(x => Weight(x.Profile));
        var top = shares.SelectMany(x => x.Rows.Select(row => (row.Slice, Share: row.Value!.Value / x.All * Weight(x.Profile) / all)))
            .GroupBy(x => x.Slice, x => x.Share, StringComparer.Ordinal).Select(x => (x.Key, Share: x.Sum())).OrderByDescending(x => x.Share).ThenBy(x => x.Key, StringComparer.Ordinal).First();
        return new(new AudienceCountry(top.Key, top.Share, shares.Any(x => x.Metric == InsightMetric.ViewsByCountry)), shares.Length, profiles.Length);
    }

    /// <summary>Why nothing was ever read of it.</summary>
    private MetricGap WhyNoCountry(ProfileNumbers profile) =>
        catalog.ClientOf(profile.Platform)?.Insights.Any(metric => metric is InsightMetric.FollowersByCountry or InsightMetric.ViewsByCountry) != true ? MetricGap.NotSupported
        : profile.Type == ConnectionType.OAuth ? MetricGap.NoDataYet
        : MetricGap.NotGranted;

    private static MetricGap FirstGap(ProfileNumbers[] profiles, Func<ProfileNumbers, MetricGap> gap) => profiles.Select(gap).FirstOrDefault(x => x != MetricGap.None);

    /// <summary>Views of the newest posts, by profile; only where the medians of several have to be made one.</summary>
    private static async Task<ILookup<long, long>> ViewsAsync(SocialProfilesDbContext db, List<ProfileNumbers> compared, CancellationToken cancellationToken)
    {
        List<(long Key, long Views)> all = [];
        foreach (var profile in compared.Where(x => x.MedianViews is not null).GroupBy(x => x.TalentId).Where(talent => talent.Count() > 1).SelectMany(talent => talent))
        {
            var newest = await (
                from post in db.Posts
                join found in db.PostInsights on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
                from more in insights.DefaultIfEmpty()
                where post.ConnectionKey == profile.Key && post.Kind != PostKind.Story && post.PublishedAt != null
                orderby post.PublishedAt descending
                select post.Views ?? more.Views).Take(RecentFigures.Most).ToListAsync(cancellationToken);
            all.AddRange(newest.Where(views => views <= Believable.Most).Select(views => (profile.Key, views!.Value)));
        }

        return all.ToLookup(x => x.Key, x => x.Views);
    }

    /// <summary>Followers at the end of each day.</summary>
    private static long?[] FollowersOf(ProfileReading[] readings, BrokenMetrics broken, IntelligencePeriod period, AgencyDays agency) =>
        [.. FollowerDays.Of(readings, new Dictionary<int, DailyGain>(), (false, false), broken, period, agency).Select(day => day.Followers)];

    /// <summary>The sum of several; a day counts only where all of them are known, or a profile that came later would look like growth.</summary>
    private static long?[] Sum(long?[][] lines, int days) =>
        [.. Enumerable.Range(0, days).Select(day => lines.Length > 0 && lines.All(line => line[day] is not null) ? lines.Sum(line => line[day]) : null)];

    /// <summary>Of the newest day that has values, as in <see cref="Find.FindConditions"/>; the reasons where there is no such day.</summary>
    private static Task<List<AccountInsight>> CountriesAsync(SocialProfilesDbContext db, List<long> keys, CancellationToken cancellationToken)
    {
        var all = db.Insights.Where(x => x.Metric == InsightMetric.FollowersByCountry || x.Metric == InsightMetric.ViewsByCountry);
        return all
            .Where(x => keys.Contains(x.ConnectionKey)
                && x.Day == (all.Where(y => y.ConnectionKey == x.ConnectionKey && y.Metric == x.Metric && y.Value != null).Max(y => (int?)y.Day)
                    ?? all.Where(y => y.ConnectionKey == x.ConnectionKey && y.Metric == x.Metric).Max(y => (int?)y.Day)))
            .ToListAsync(cancellationToken);
    }
}
