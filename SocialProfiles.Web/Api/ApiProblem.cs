using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Web.Api;

/// <summary>Every error of the API as JSON problem details (RFC 9457), with a sentence that says what to do.</summary>
internal static class ApiProblem
{
    /// <summary>What a use case refused.</summary>
    public static ProblemHttpResult Of(UseCaseError error) => error switch
    {
        InvalidError invalid => Invalid(invalid.Field, invalid.Sentence),
        NotFoundError missing => Of(StatusCodes.Status404NotFound, "Not found", missing.Sentence),
        AlreadyConnectedError taken => Of(StatusCodes.Status409Conflict, "Already connected", taken.Sentence, new(StringComparer.Ordinal)
        {
            ["talentId"] = taken.OwnerId.ToString(),
            ["talentName"] = taken.OwnerName,
        }),
        _ => Of(StatusCodes.Status409Conflict, "Conflict", error.Sentence),
    };

    public static ProblemHttpResult Of(int status, string title, string sentence, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(sentence, statusCode: status, title: title, extensions: more);

    public static ProblemHttpResult Invalid(string field, string sentence) => Invalid([new(field, sentence)]);

    public static ProblemHttpResult Invalid(IEnumerable<InvalidError> errors) => TypedResults.Problem(new HttpValidationProblemDetails(
        errors.GroupBy(error => error.Field, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Select(error => error.Sentence).ToArray(), StringComparer.Ordinal))
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "Invalid request",
        Detail = "See errors for what to change.",
    });

    /// <summary>With Retry-After set beforehand.</summary>
    public static ProblemHttpResult TooManyRequests(string sentence) =>
        Of(StatusCodes.Status429TooManyRequests, "Too many requests", $"{sentence} Wait as long as Retry-After says, in seconds.");

    /// <summary>The general text for a status that came about before any endpoint ran.</summary>
    public static ProblemHttpResult Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => Of(status, "Not found", "There is no such call. See /api-docs for all calls."),
        StatusCodes.Status405MethodNotAllowed => Of(status, "Method not allowed", "This call takes another method. The Allow header names it."),
        StatusCodes.Status413PayloadTooLarge => Of(status, "Body too large", $"Send at most {ApiServices.LargestBody / 1024} KB."),
        StatusCodes.Status415UnsupportedMediaType => Of(status, "Not JSON", "Send JSON, with Content-Type: application/json."),
        StatusCodes.Status408RequestTimeout => Of(status, "Too slow", "The request didn't arrive in time. Send it again."),
        StatusCodes.Status500InternalServerError => Of(status, "Server error", "Something went wrong on our side, and nothing was changed. If it keeps happening, check the server log."),
        StatusCodes.Status503ServiceUnavailable => Of(status, "Database not available", "The database couldn't handle this request, and nothing was changed. Try again; if it keeps happening, check the server log."),
        _ => Of(status, "Bad request", "We couldn't read the request."),
    };
}
