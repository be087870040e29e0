using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Api;

/// <summary>Turns what endpoints do not answer themselves into problem details: bad bodies, unknown calls, faults of ours.</summary>
internal static partial class ApiErrors
{
    /// <summary>Goes around routing and everything behind it.</summary>
    public static void UseApiErrors(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors));
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.IsApi())
            {
                await next(context);
                return;
            }

            try
            {
                await next(context);
                if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
                {
                    // The framework found the body too large, and answers with the status alone.
                    await ApiProblem.Of(context.Response.StatusCode).ExecuteAsync(context);
                }
            }
            catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
            {
                await Read(exception).ExecuteAsync(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller hung up; nobody reads an answer.
            }
            catch (StorageException exception) when (!context.Response.HasStarted)
            {
                LogFault(logger, exception, context.Request.Method, context.Request.Path);
                await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "Database not available", $"{exception.Message} Nothing was changed.").ExecuteAsync(context);
            }
            catch (Exception exception) when (StorageException.IsOfDatabase(exception) && !context.Response.HasStarted)
            {
                LogFault(logger, exception, context.Request.Method, context.Request.Path);
                await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            }
            catch (Exception exception) when (!context.Response.HasStarted)
            {
                LogFault(logger, exception, context.Request.Method, context.Request.Path);
                await ApiProblem.Of(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
            }
        });
    }

    /// <summary>
    /// Right behind routing: a path that is no call, or a method or type of body that it does not take, is answered before
    /// anybody asks who calls, because a key would not help.
    /// </summary>
    public static void UseApiMisses(this WebApplication app) => app.Use(async (context, next) =>
    {
        var endpoint = context.GetEndpoint();
        if (!context.Request.Path.IsApi() || endpoint is RouteEndpoint)
        {
            await next(context);
            return;
        }

        // Where nothing matched there is none; for a wrong method or type, routing made one that sets status and Allow.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await (endpoint?.RequestDelegate?.Invoke(context) ?? Task.CompletedTask);
        await ApiProblem.Of(context.Response.StatusCode).ExecuteAsync(context);
    });

    private static ProblemHttpResult Read(BadHttpRequestException exception) => exception switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => ApiProblem.Of(exception.StatusCode),
        { InnerException: JsonException { Path: { Length: > 2 } path } } =>
            ApiProblem.Invalid(path[2..], "This value has the wrong type. See /api-docs for the right one."),
        { InnerException: JsonException json } => ApiProblem.Invalid("body", Place(json)),
        _ => ApiProblem.Invalid("body", "The body is missing. Send a JSON object."),
    };

    private static string Place(JsonException json) => json switch
    {
        { LineNumber: null } or { LineNumber: 0, BytePositionInLine: 0 } => "The body is missing. Send a JSON object.",

        // The reader's own complaint comes inside another one; without it the JSON is fine and holds something else.
        { InnerException: not JsonException } => "The body isn't a JSON object.",
        _ => $"The body isn't valid JSON: see line {json.LineNumber + 1}, character {json.BytePositionInLine + 1}.",
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string method, string path);
}
