using System.Net.Http.Headers;
using SocialProfiles.Web.Api;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Input that cannot be read is the sender's fault: an answer of 4xx, a page or a problem, and no line in the error log, which
/// an anonymous loop could fill. Bodies are bounded and forms are read here, before any page or endpoint, so that whatever
/// fails behind this point is a fault of ours.
/// </summary>
internal static class UnreadableInput
{
    /// <summary>Bytes of a body, for every endpoint that sets no smaller limit. Messages of a circuit have 32 KB at most.</summary>
    public const int LargestBody = 256 * 1024;

    private static readonly HashSet<string> _charsets = new(StringComparer.OrdinalIgnoreCase) { "utf-8", "us-ascii", "iso-8859-1", "utf-16" };

    public static void AddInputLimits(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);

    /// <summary>Around everything that reads.</summary>
    public static void UseUnreadableInput(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HasKnownCharset(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, exception.StatusCode);
        }
    });

    /// <summary>Before whatever wants a form, and behind what decides whether the caller may send one.</summary>
    public static void UseForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.HasFormContentType)
        {
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (Exception exception) when (exception is not (BadHttpRequestException or OperationCanceledException) && !context.RequestAborted.IsCancellationRequested)
            {
                // Too many keys, a boundary that never comes, an end in the middle: the framework has many words for it.
                throw new BadHttpRequestException("The form could not be read.", exception);
            }
        }

        await next(context);
    });

    private static bool HasKnownCharset(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.CharSet is not { Length: > 0 } charset || _charsets.Contains(charset.Trim('"'));

    private static Task RefuseAsync(HttpContext context, int status) =>
        context.Request.Path.IsApi() ? ApiProblem.Of(status).ExecuteAsync(context) : ErrorPages.WriteAsync(context, status);
}
