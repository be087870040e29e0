using System.Globalization;
using System.Runtime.CompilerServices;
using SocialProfiles.Core.Exports;
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

    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
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
                    Number(profile.Followers), profile.Followers is null ? null : profile.FollowersMetric.IsRounded ? "yes" : "no", Percentile(places.Followers),
                    Number(growth.Change), Number(growth.Rate), Percentile(places.Growth),
                    Number(profile.EngagementRate), profile.EngagementRate is null ? null : Number(profile.RecentPosts), Percentile(places.EngagementRate),
                    Number(profile.MedianViews), Percentile(places.MedianViews), CellText.Of(profile.LastPostAt), CellText.Of(profile.LastSyncedAt),
                ];
            }
        }
    }

    // What isn't known is an empty cell, never a 0.
    private static string? Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);

    private static string? Percentile(Place place) => place.Percentile?.ToString("0.#", CultureInfo.InvariantCulture);
}
