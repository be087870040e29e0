using System.Globalization;
using System.Runtime.CompilerServices;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Find;

namespace SocialProfiles.Web.Downloads;

/// <summary>The profiles that were found as a file: all pages, filtered and in the order of the page.</summary>
internal static class FindDownload
{
    public const string Path = "/find/export.csv";

    private static readonly string[] _columns =
    [
        "Talent", "Tags", "Platform", "Handle", "Profile", "Followers", "Followers rounded", "Followers percentile",
        "Followers gained in 28 days", "Growth in 28 days", "Growth percentile", "Engagement rate", "Posts of the rate", "Engagement percentile",
        "Median views", "Median views percentile", "Last post (UTC)", "Last sync (UTC)",
    ];

    public static void MapFindDownload(this WebApplication app) => app.MapGet(Path, Export).ExcludeFromDescription();

    private static CsvDownload Export(HttpContext http, TalentFinder finder, PlatformCatalog catalog, TimeProvider time) => new(
        string.Create(CultureInfo.InvariantCulture, $"profiles-{time.GetUtcNow():yyyy-MM-dd}.csv"),
        _columns,
        RowsAsync(finder, catalog, FindView.Read(catalog, name => http.Request.Query[name].FirstOrDefault()).Request));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        TalentFinder finder, PlatformCatalog catalog, FindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in finder.AllAsync(request, cancellationToken))
        {
            foreach (var (profile, places) in batch)
            {
                var growth = profile.MonthGrowth;
                yield return
                [
                    profile.TalentName, string.Join(", ", profile.Tags), catalog.NameOf(profile.Platform), profile.Handle, profile.ProfileUrl,
                    profile.Followers, profile.Followers is null ? null : profile.FollowersMetric.IsRounded ? "yes" : "no", Percentile(places.Followers),
                    growth.Change, growth.Rate, Percentile(places.Growth),
                    profile.EngagementRate, profile.EngagementRate is null ? null : profile.RecentPosts, Percentile(places.EngagementRate),
                    profile.MedianViews, Percentile(places.MedianViews), profile.LastPostAt, profile.LastSyncedAt,
                ];
            }
        }
    }

    private static double? Percentile(Place place) => place.Percentile is { } percentile ? Math.Round(percentile, 1) : null;
}
