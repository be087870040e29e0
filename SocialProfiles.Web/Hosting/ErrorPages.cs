using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using SocialProfiles.Core.Storage;
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
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteFaultAsync });
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
    /// <param name="text">What it says; the text of the status where it is null.</param>
    public static async Task WriteAsync(HttpContext context, int status, ErrorText? text = null)
    {
        var html = await RenderAsync(context.RequestServices, text ?? ErrorText.Of(status));

        // The exception handler threw all headers away. Where a page had begun instead, it left one that is about to be added again.
        var headers = context.Response.Headers;
        SecurityHeaders.Set(headers);
        headers.CacheControl = "no-store";
        headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    // In a scope and by a renderer of its own: those of the request may be what failed.
    private static async Task<string> RenderAsync(IServiceProvider services, ErrorText text)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ErrorDocument.Text)] = text });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ErrorDocument>(parameters)).ToHtmlString());
    }

    private static Task WriteFaultAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return StorageException.IsOfDatabase(error)
            ? WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ErrorText.OfDatabase((error as StorageException)?.Fault))
            : WriteAsync(context, StatusCodes.Status500InternalServerError);
    }

    // UseStatusCodePages looks at Content-Type instead, which Blazor sets before it refuses a form.
    private static bool IsEmpty(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null or 0 && response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 };

    private static bool AcceptsPages(HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
