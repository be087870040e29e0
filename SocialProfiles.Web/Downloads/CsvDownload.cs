using Microsoft.Net.Http.Headers;
using SocialProfiles.Core.Exports;

namespace SocialProfiles.Web.Downloads;

/// <summary>A table as a CSV file (<see cref="CsvTable"/>). Rows go out as they are read, so a long table takes no more memory than a short one.</summary>
/// <param name="name">Of the file, in plain ASCII.</param>
/// <param name="columns">The heading.</param>
/// <param name="rows">Numbers, times and days as what they are: <see cref="CellText"/> spells them.</param>
internal sealed class CsvDownload(string name, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        response.Headers.CacheControl = "no-store";
        await using var csv = new CsvTable(response.Body);
        await csv.WriteAsync(columns);
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            await csv.WriteAsync(row);
        }
    }
}
