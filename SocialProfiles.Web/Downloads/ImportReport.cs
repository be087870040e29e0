using System.Globalization;
using System.Runtime.CompilerServices;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Imports;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>What came of each row of an import, as a file.</summary>
internal static class ImportReport
{
    private static readonly string[] _columns = ["Row", "Result", "Talent", "Platform", "Handle", "Followers imported", "Followers of (UTC)", "Why"];

    public static void MapImportReport(this WebApplication app) => app.MapGet("/import/{id:guid}/report.csv", Export).RequireAuthorization(Policies.Editor).ExcludeFromDescription();

    private static async Task<IResult> Export(Guid id, ImportList list, PlatformCatalog catalog, CancellationToken cancellationToken) =>
        await list.FindAsync(id, cancellationToken) is { } import
            ? new CsvDownload(string.Create(CultureInfo.InvariantCulture, $"import-{import.CreatedAt.UtcDateTime:yyyy-MM-dd-HHmm}.csv"), _columns, RowsAsync(list, catalog, id, cancellationToken))
            : Results.NotFound();

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(ImportList list, PlatformCatalog catalog, Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in list.AllRowsAsync(id, cancellationToken))
        {
            yield return
            [
                row.Number, ImportText.Did(row.Outcome), row.Talent, row.Platform is null ? null : catalog.NameOf(row.Platform), row.Handle,
                row.Followers, row.FollowersAt, row.Reason,
            ];
        }
    }
}
