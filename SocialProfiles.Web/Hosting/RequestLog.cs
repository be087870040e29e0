using Microsoft.AspNetCore.Diagnostics;
using Serilog;
using Serilog.AspNetCore;
using Serilog.Core;
using Serilog.Events;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// One line a request: method, route, status and time. The route is the pattern, such as <c>/invitation/{token}</c>, and never
/// the path, which may hold what only a talent should know.
/// </summary>
internal static class RequestLog
{
    private const string Template = "{Method} {Route} answered {StatusCode} in {Elapsed:0} ms";

    // What was refused before routing, or is no page: its path is whatever somebody typed.
    private const string NoRoute = "(no route)";

    private static readonly string _source = typeof(RequestLoggingOptions).Assembly.GetName().Name!;

    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<Serilog.ILogger>();
        app.UseSerilogRequestLogging(options =>
        {
            // Without one it would write to the static logger, which is silent.
            options.Logger = logger;
            options.MessageTemplate = Template;
            options.GetLevel = (context, _, fault) => LevelOf(context, fault);
            options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
            [
                new("Method", new ScalarValue(MethodOf(context.Request))),
                new("Route", new ScalarValue(RouteOf(context))),
                new("StatusCode", new ScalarValue(status)),
                new("Elapsed", new ScalarValue(elapsed)),
            ];
        });
    }

    /// <summary>Whether it is the line of a request that did not fail: those that did belong to the faults.</summary>
    public static bool IsPlainRequest(LogEvent written) =>
        written.Level < LogEventLevel.Warning
        && written.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: string name } && name.StartsWith(_source, StringComparison.Ordinal);

    private static LogEventLevel LevelOf(HttpContext context, Exception? fault) =>
        fault is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
        : context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) ? LogEventLevel.Verbose
        : LogEventLevel.Information;

    // The exception handler takes the endpoint away, and remembers it.
    private static string RouteOf(HttpContext context) =>
        ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;

    // A method is any word that a caller likes; only those that have a meaning are repeated.
    private static string MethodOf(HttpRequest request) =>
        HttpMethods.GetCanonicalizedValue(request.Method) is var method && _methods.Contains(method) ? method : "(other)";

    private static readonly HashSet<string> _methods = new(StringComparer.Ordinal)
    {
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options, HttpMethods.Connect, HttpMethods.Trace,
    };
}
