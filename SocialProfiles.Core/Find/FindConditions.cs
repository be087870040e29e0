using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Find;

/// <summary>What profiles are looked for; all that is set must hold of one and the same profile.</summary>
/// <param name="Platform">Key of a platform, in upper case; null for all.</param>
/// <param name="FollowersFrom">At least so many, 0 or more; null for any.</param>
/// <param name="FollowersTo">At most so many; null for any.</param>
/// <param name="EngagementFrom">At least this engagement rate, a fraction; null for any.</param>
/// <param name="GrowthFrom">At least this growth over <see cref="Figures.Growth.MonthDays"/> days, a fraction, which may be below 0; null for any.</param>
/// <param name="Tag">A whole tag of the talent, in lower case; null for all.</param>
/// <param name="Country">ISO 3166 code in upper case of a country of the audience; null for any.</param>
/// <param name="CountryShareFrom">At least this share of the audience is there, a fraction above 0; counts only with <paramref name="Country"/>.</param>
/// <param name="PostedWithinDays">The last post is at most so many days old, 1 or more; null for any.</param>
public sealed record FindConditions(
    string? Platform = null,
    long? FollowersFrom = null,
    long? FollowersTo = null,
    double? EngagementFrom = null,
    double? GrowthFrom = null,
    string? Tag = null,
    string? Country = null,
    double? CountryShareFrom = null,
    int? PostedWithinDays = null)
{
    public static FindConditions None { get; } = new();

    public bool IsSet => this != None;

    internal bool AsksForFollowers => FollowersFrom is not null || FollowersTo is not null;

    /// <summary>What is asked for where a country is and no share.</summary>
    internal double LeastShare => CountryShareFrom ?? 1e-9;

    /// <summary>
    /// Those of whom every condition holds or cannot be told. A condition on a number that is not known is neither true nor false, as
    /// in SQL; which of them match is told by <see cref="FoundProfile"/>.
    /// </summary>
    internal IQueryable<FoundProfile> Apply(SocialProfilesDbContext db, DateTimeOffset now)
    {
        var profiles = ProfileNumbers.Query(db, now);
        if (Platform is { } platform)
        {
            profiles = profiles.Where(x => x.Platform == platform);
        }

        if (Tag is { } tag)
        {
            var whole = Talent.TextOf([tag]);
            profiles = profiles.Where(x => x.TagText.Contains(whole));
        }

        if (FollowersFrom is { } from)
        {
            profiles = profiles.Where(x => x.Followers == null || x.Followers >= from);
        }

        if (FollowersTo is { } to)
        {
            profiles = profiles.Where(x => x.Followers == null || x.Followers <= to);
        }

        if (EngagementFrom is { } rate)
        {
            profiles = profiles.Where(x => x.EngagementRate == null || x.EngagementRate >= rate);
        }

        if (PostedWithinDays is { } days)
        {
            var since = now.AddDays(-days);
            profiles = profiles.Where(x => x.LastPostAt == null || x.LastPostAt >= since);
        }

        if (GrowthFrom is { } growth)
        {
            // Multiplied and not divided: the start stands in it once less, and each time it is looked up again.
            var factor = 1 + growth;
            profiles = profiles.Where(x => x.Followers == null || (x.MonthStart ?? 0) <= 0 || x.Followers >= x.MonthStart * factor);
        }

        return WithUnknown(db, profiles);
    }

    private IQueryable<FoundProfile> WithUnknown(SocialProfilesDbContext db, IQueryable<ProfileNumbers> profiles)
    {
        var (asksFollowers, asksRate, asksGrowth, asksPost) = (AsksForFollowers, EngagementFrom is not null, GrowthFrom is not null, PostedWithinDays is not null);
        if (Country is not { } country)
        {
            return profiles.Select(x => new FoundProfile
            {
                Numbers = x,
                NoFollowers = (asksFollowers || asksGrowth) && x.Followers == null,
                NoRate = asksRate && x.EngagementRate == null,
                NoGrowth = asksGrowth && x.Followers != null && (x.MonthStart ?? 0) <= 0,
                NoPost = asksPost && x.LastPostAt == null,
                NoCountry = false,
            });
        }

        var least = LeastShare;
        var insights = db.Set<AccountInsight>();
        return profiles
            .Select(x => new
            {
                Numbers = x,

                // Of the newest reading; a mean by a mean is a sum by a sum, and of no rows it is unknown. Who watches stands in for who follows.
                Share = (insights.Where(i => i.ConnectionKey == x.Key && i.Metric == InsightMetric.FollowersByCountry && i.Day ==
                        insights.Where(d => d.ConnectionKey == x.Key && d.Metric == InsightMetric.FollowersByCountry && d.Value != null).Max(d => (int?)d.Day))
                        .Average(i => i.Slice == country ? i.Value : 0)
                    / insights.Where(i => i.ConnectionKey == x.Key && i.Metric == InsightMetric.FollowersByCountry && i.Day ==
                        insights.Where(d => d.ConnectionKey == x.Key && d.Metric == InsightMetric.FollowersByCountry && d.Value != null).Max(d => (int?)d.Day))
                        .Average(i => i.Value))
                    ?? (insights.Where(i => i.ConnectionKey == x.Key && i.Metric == InsightMetric.ViewsByCountry && i.Day ==
                        insights.Where(d => d.ConnectionKey == x.Key && d.Metric == InsightMetric.ViewsByCountry && d.Value != null).Max(d => (int?)d.Day))
                        .Average(i => i.Slice == country ? i.Value : 0)
                    / insights.Where(i => i.ConnectionKey == x.Key && i.Metric == InsightMetric.ViewsByCountry && i.Day ==
                        insights.Where(d => d.ConnectionKey == x.Key && d.Metric == InsightMetric.ViewsByCountry && d.Value != null).Max(d => (int?)d.Day))
                        .Average(i => i.Value)),
            })
            .Where(x => x.Share == null || x.Share >= least)
            .Select(x => new FoundProfile
            {
                Numbers = x.Numbers,
                NoFollowers = (asksFollowers || asksGrowth) && x.Numbers.Followers == null,
                NoRate = asksRate && x.Numbers.EngagementRate == null,
                NoGrowth = asksGrowth && x.Numbers.Followers != null && (x.Numbers.MonthStart ?? 0) <= 0,
                NoPost = asksPost && x.Numbers.LastPostAt == null,
                NoCountry = x.Share == null,
            });
    }
}

/// <summary>A profile that no condition excludes, and which of them cannot be told.</summary>
internal sealed class FoundProfile
{
    public required ProfileNumbers Numbers { get; init; }

    public bool NoFollowers { get; init; }

    public bool NoRate { get; init; }

    public bool NoGrowth { get; init; }

    public bool NoPost { get; init; }

    public bool NoCountry { get; init; }
}
