using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Net.Http.Headers;

namespace SocialProfiles.Web.Downloads;

/// <summary>
/// A table as a CSV file (RFC 4180) that a spreadsheet opens as it is: it says that it is UTF-8, and what would be taken for a formula
/// gets an apostrophe in front. Rows go out as they are read, so a long table takes no more memory than a short one.
/// </summary>
/// <param name="name">Of the file, in plain ASCII.</param>
internal sealed class CsvDownload(string name, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows) : IResult
{
    private static readonly CsvConfiguration _format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        response.Headers.CacheControl = "no-store";
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true);
        await using var csv = new CsvWriter(text, _format, leaveOpen: true);
        await WriteAsync(csv, columns);
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            await WriteAsync(csv, row);
        }
    }

    private static async Task WriteAsync(CsvWriter csv, IReadOnlyList<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync();
    }
}
