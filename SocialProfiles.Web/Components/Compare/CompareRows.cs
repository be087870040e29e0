using System.Globalization;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Find;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Compare;

/// <summary>A number, and what it is of each talent.</summary>
/// <param name="Name">What the number is.</param>
/// <param name="Note">What it is made of.</param>
public sealed record CompareRow(string Name, string Note, IReadOnlyList<CompareCell> Cells);

/// <param name="Text">What is shown; null where it isn't known.</param>
/// <param name="Full">The exact value, or why there is none; as a sentence.</param>
/// <param name="Value">For a spreadsheet, as <see cref="CellText"/> spells it; null where it isn't known.</param>
/// <param name="Part">How much of it is known, where that is not all; null otherwise.</param>
/// <param name="IsBest">The largest of its row.</param>
public sealed record CompareCell(string? Text, string Full, object? Value, string? Part = null, Place? Place = null, bool IsBest = false);

/// <summary>The table of a comparison, as the page shows it and the file has it.</summary>
internal static class CompareRows
{
    public static IReadOnlyList<CompareRow> Of(Comparison comparison, PlatformCatalog catalog, DateTimeOffset now)
    {
        var talents = comparison.Talents;
        return
        [
            Row("Followers", "Sum of the known followers of the profiles that are compared.", talents, x => x.Followers.IsKnown ? x.Followers.Value : null, x => Followers(x, catalog)),
            Row($"Growth, {Growth.MonthDays} days", "The change in followers, divided by the followers at the start.", talents, x => x.Growth.IsKnown ? x.Growth.Value.Rate : null, GrowthCell),
            Row("Engagement rate", $"Likes, comments and shares of a post, by followers. Mean of the newest {RecentFigures.Most} posts of each profile.", talents, x => x.EngagementRate.IsKnown ? x.EngagementRate.Value : null, x => Engagement(x, catalog)),
            Row("Median views", $"The middle of the newest {RecentFigures.Most} posts of each profile.", talents, x => x.MedianViews.IsKnown ? x.MedianViews.Value : null, x => Views(x, catalog)),
            Row("Posts a week", $"Over the last {Growth.MonthDays} days, without stories.", talents, _ => null, x => Rhythm(x, catalog)),
            Row("Last post", "When the newest post was published.", talents, _ => null, x => Last(x, catalog, comparison.Agency, now)),
            Row("Audience", "The country with the largest share of the audience. Only some platforms give it, and only with the talent's permission.", talents, _ => null, x => Country(x, catalog)),
        ];
    }

    /// <param name="rank">The number by which one is the best; null where none is known, or where more isn't better.</param>
    private static CompareRow Row(string name, string note, IReadOnlyList<ComparedTalent> talents, Func<ComparedTalent, double?> rank, Func<ComparedTalent, CompareCell> cell)
    {
        var ranks = talents.Select(rank).ToArray();
        var best = ranks.Max();

        // Where all are alike, or only one is known, nobody is the best.
        var isRanked = ranks.Count(value => value is not null) > 1 && ranks.Any(value => value < best);
        return new(name, note, [.. talents.Select((talent, i) => talent.Profiles.Count == 0
            ? new CompareCell(null, "No profile to compare here.", null)
            : cell(talent) with { IsBest = isRanked && ranks[i] == best })]);
    }

    private static CompareCell Followers(ComparedTalent talent, PlatformCatalog catalog) => talent.Followers is { IsKnown: true } followers
        ? new(
            (followers.IsRounded ? "≈\u202f" : "") + ShortNumber.Brief(followers.Value) + (IsPart(followers) ? "+" : ""),
            $"{(IsPart(followers) ? "At least " : followers.IsRounded ? "About " : "")}{ShortNumber.Exact(followers.Value)}{(followers.IsRounded ? ", rounded by the platform" : "")}",
            followers.Value,
            Part(followers),
            talent.Places.Followers)
        : Unknown(Because(talent, talent.Followers.Gap, catalog));

    private static CompareCell GrowthCell(ComparedTalent talent) => talent.Growth is { IsKnown: true, Value: var growth }
        ? new(
            growth.Rate is { } rate ? $"{GrowthText.Rate(rate)} ({GrowthText.Change(growth.Change!.Value)})" : GrowthText.Change(growth.Change!.Value),
            GrowthText.Full(growth),
            growth.Rate,
            Part(talent.Growth),
            talent.Places.Growth)
        : Unknown(GrowthText.WhyNot(talent.Growth.Value));

    private static CompareCell Engagement(ComparedTalent talent, PlatformCatalog catalog) => talent.EngagementRate is { IsKnown: true } rate
        ? new(ShortNumber.Percent(rate.Value), $"Over {talent.RatedPosts} {(talent.RatedPosts == 1 ? "post" : "posts")}", rate.Value, Part(rate), talent.Places.EngagementRate)
        : Unknown(Because(talent, talent.EngagementRate.Gap, catalog, "Unknown: no recent post has both known likes and known comments."));

    private static CompareCell Views(ComparedTalent talent, PlatformCatalog catalog) => talent.MedianViews is { IsKnown: true } views
        ? new(ShortNumber.Brief((long)views.Value), $"{ShortNumber.Exact((long)views.Value)} views", views.Value, Part(views), talent.Places.MedianViews)
        : Unknown(Because(talent, talent.MedianViews.Gap, catalog, "Unknown: no post with known views could be read."));

    private static CompareCell Rhythm(ComparedTalent talent, PlatformCatalog catalog) => talent.PostsAWeek is { IsKnown: true } rhythm
        ? new(
            rhythm.Value.ToString("0.#", CultureInfo.InvariantCulture) + (rhythm.IsAtLeast || IsPart(rhythm) ? "+" : ""),
            rhythm.IsAtLeast ? "At least: older posts from this time weren't read" : $"{ShortNumber.Exact((long)Math.Round(rhythm.Value * Growth.MonthDays / 7))} posts in {Growth.MonthDays} days",
            rhythm.Value,
            Part(rhythm),
            talent.Places.PostsAWeek)
        : Unknown(Because(talent, talent.PostsAWeek.Gap, catalog));

    private static CompareCell Last(ComparedTalent talent, PlatformCatalog catalog, AgencyDays days, DateTimeOffset now) => talent.LastPost is { IsKnown: true } last
        ? new(RelativeText.Ago(last.Value, now, days).Text, RelativeText.Exact(last.Value), last.Value)
        : Unknown(Because(talent, talent.LastPost.Gap, catalog, "There are no posts yet."));

    private static CompareCell Country(ComparedTalent talent, PlatformCatalog catalog) => talent.Country is { IsKnown: true, Value: var country }
        ? new(
            $"{CountryNames.Of(country.Code)}, {ShortNumber.Percent(country.Share)}",
            country.IsOfViews ? "Share of viewers, where the platform doesn't provide it for followers" : "Share of the followers whose country the platform knows",
            $"{country.Code} {CellText.Of(Math.Round(country.Share, 4))}",
            Part(talent.Country))
        : Unknown(Because(talent, talent.Country.Gap, catalog));

    private static CompareCell Unknown(string because) => new(null, because, null);

    /// <param name="otherwise">What is said where the platform gives no reason.</param>
    private static string Because(ComparedTalent talent, MetricGap gap, PlatformCatalog catalog, string otherwise = "Unknown.") => gap switch
    {
        _ when talent.Profiles.All(profile => !profile.IsRead) && gap is not (MetricGap.NotGranted or MetricGap.NotSupported) => "Unknown: not synced yet.",
        MetricGap.None => otherwise,
        _ => GapText.Of(gap, talent.Profiles is [var only] ? catalog.NameOf(only.Platform) : null),
    };

    private static bool IsPart<T>(Compared<T> number) => number.Known < number.Profiles;

    private static string? Part<T>(Compared<T> number) => IsPart(number) ? $"known for {number.Known} of {number.Profiles} profiles" : null;
}
