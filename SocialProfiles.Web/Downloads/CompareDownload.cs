using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Compare;

namespace SocialProfiles.Web.Downloads;

/// <summary>A comparison as a file: a row a number and a column a talent, then followers by day.</summary>
internal static class CompareDownload
{
    public const string Path = "/compare/export.csv";

    public static void MapCompareDownload(this WebApplication app) => app.MapGet(Path, ExportAsync).ExcludeFromDescription();

    private static async Task<CsvDownload> ExportAsync(
        TalentComparison comparing,
        PlatformCatalog catalog,
        TimeProvider time,
        [FromQuery(Name = CompareView.TalentsPart)] string? talents,
        [FromQuery(Name = CompareView.PlatformPart)] string? platform,
        [FromQuery(Name = CompareView.DaysPart)] string? days,
        CancellationToken cancellationToken)
    {
        var view = CompareView.Read(catalog, talents, platform, days);
        var comparison = await comparing.GetAsync(view.Talents, view.Platform, view.Days, cancellationToken);
        var now = time.GetUtcNow();
        return new CsvDownload(
            string.Create(CultureInfo.InvariantCulture, $"comparison-{now:yyyy-MM-dd}.csv"),
            ["Number", .. comparison.Talents.Select(talent => talent.Name)],
            Rows(comparison, CompareRows.Of(comparison, catalog, now)).ToAsyncEnumerable());
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(Comparison comparison, IReadOnlyList<CompareRow> rows)
    {
        foreach (var row in rows)
        {
            yield return [row.Name, .. row.Cells.Select(cell => cell.Value)];
            if (row.Cells.Any(cell => cell.Place?.Percentile is not null))
            {
                yield return [$"{row.Name}, percentile", .. row.Cells.Select(cell => (object?)(cell.Place?.Percentile is { } percentile ? Math.Round(percentile, 1) : null))];
            }
        }

        yield return ["Profiles in the followers by day", .. comparison.Talents.Select(talent => $"{talent.LineProfiles} of {talent.Profiles.Count}")];
        for (var day = 0; day < comparison.Days.Count; day++)
        {
            yield return
            [
                $"Followers on {CellText.Of(comparison.Days[day])}",
                .. comparison.Talents.Select(talent => (object?)talent.Line[day]),
            ];
        }
    }
}
