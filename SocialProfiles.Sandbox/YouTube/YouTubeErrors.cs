using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Google's error bodies, with the status each comes with. Source: developers.google.com/youtube/v3/docs/errors.</summary>
internal static class YouTubeErrors
{
    public static SandboxAnswer NoKey() => Error(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        "global",
        "forbidden",
        "PERMISSION_DENIED");

    public static SandboxAnswer BadKey() =>
        Error(400, "API key not valid. Please pass a valid API key.", "global", "badRequest", "INVALID_ARGUMENT");

    public static SandboxAnswer BadToken()
    {
        var answer = Error(
            401,
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
            "global",
            "authError",
            "UNAUTHENTICATED",
            "Invalid Credentials");
        answer.Body["error"]!["errors"]![0]!["location"] = "Authorization";
        answer.Body["error"]!["errors"]![0]!["locationType"] = "header";
        return answer;
    }

    public static SandboxAnswer InsufficientScopes() => Error(
        403, "Request had insufficient authentication scopes.", "global", "insufficientPermissions", "PERMISSION_DENIED", "Insufficient Permission");

    public static SandboxAnswer NoPermission() => Error(
        403,
        "Access Not Configured. YouTube Data API has not been used in this project before or it is disabled.",
        "usageLimits",
        "accessNotConfigured",
        "PERMISSION_DENIED");

    public static SandboxAnswer PlaylistRefused() => Error(
        403, "The request is not properly authorized to retrieve the specified playlist.", "youtube.playlistItem", "playlistItemsNotAccessible");

    public static SandboxAnswer PlaylistNotFound() => Error(
        404,
        "The playlist identified with the request's <code>playlistId</code> parameter cannot be found.",
        "youtube.playlistItem",
        "playlistNotFound");

    public static SandboxAnswer RateLimited() =>
        Error(429, "Rate Limit Exceeded", "usageLimits", "rateLimitExceeded") with { RetryAfterSeconds = 3 };

    public static SandboxAnswer BackendError() => Error(500, "Backend Error", "global", "backendError");

    public static SandboxAnswer MissingParameter(string name) =>
        Error(400, $"Required parameter: {name}", "youtube.parameter", "missingRequiredParameter");

    public static SandboxAnswer WrongFilters() =>
        Error(400, "Incompatible parameters specified in the request: exactly one filter is wanted.", "youtube.parameter", "incompatibleParameters");

    public static SandboxAnswer InvalidValue(string name) =>
        Error(400, $"Invalid value for parameter {name}.", "global", "badRequest", "INVALID_ARGUMENT");

    public static SandboxAnswer InvalidPageToken() =>
        Error(400, "The request specifies an invalid page token.", "youtube.parameter", "invalidPageToken");

    public static SandboxAnswer Forbidden() => Error(403, "Forbidden", "global", "forbidden", "PERMISSION_DENIED");

    public static SandboxAnswer UnknownIdentifier(string name, string parameter) =>
        Error(400, $"Unknown identifier ({name}) given in field parameters.{parameter}.", "global", "badRequest", "INVALID_ARGUMENT");

    public static SandboxAnswer UnsupportedQuery() => Error(
        400, "The query is not supported. Check the documentation at https://developers.google.com/youtube/analytics/v2/available_reports for supported queries.", "global", "badRequest", "INVALID_ARGUMENT");

    public static SandboxAnswer UnknownMethod() => Error(404, "Not Found", "global", "notFound");

    /// <param name="detail">What the list of errors says, where it says something else.</param>
    private static SandboxAnswer Error(int code, string message, string domain, string reason, string? status = null, string? detail = null)
    {
        var error = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = detail ?? message, ["domain"] = domain, ["reason"] = reason }),
        };
        if (status is not null)
        {
            error["status"] = status;
        }

        return new SandboxAnswer(code, new JsonObject { ["error"] = error });
    }
}
