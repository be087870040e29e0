using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Web.Components.Errors;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// A page with a sentence for everything that goes wrong before a page is there. Rendered on its own, without routing and
/// without the application's layout, so that it works when those do not.
/// </summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => WriteAsync(context, StatusCodes.Status500InternalServerError) });
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && IsEmpty(context.Response) && AcceptsPages(context.Request))
            {
                await WriteAsync(context, context.Response.StatusCode);
            }
        });
    }

    /// <summary>The page of a status, from 400 on.</summary>
    public static Task WriteAsync(HttpContext context, int status)
    {
        // The exception handler threw all headers away. Where a page had begun instead, it left one that is about to be added again.
        var headers = context.Response.Headers;
        SecurityHeaders.Set(headers);
        headers.CacheControl = "no-store";
        headers.Remove("blazor-enhanced-nav");
        var page = new RazorComponentResult<ErrorDocument>(new { Status = status }) { StatusCode = status, PreventStreamingRendering = true };
        return page.ExecuteAsync(context);
    }

    // UseStatusCodePages looks at Content-Type instead, which Blazor sets before it refuses a form.
    private static bool IsEmpty(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null or 0 && response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 };

    private static bool AcceptsPages(HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
