using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>
/// TikTok's error bodies. An answer that is none carries an error object too, whose code is "ok".
/// Source: developers.tiktok.com/doc/tiktok-api-v2-error-handling and oauth-error-handling.
/// </summary>
internal static class TikTokErrors
{
    public static SandboxAnswer BadToken() =>
        Error(StatusCodes.Status401Unauthorized, "access_token_invalid", "The access token is invalid or not found in the request.");

    /// <summary>The scope of the whole call is missing.</summary>
    public static SandboxAnswer NotAuthorized() =>
        Error(StatusCodes.Status401Unauthorized, "scope_not_authorized", "The user did not authorize the scope required for completing this request.");

    /// <summary>A scope of some of the fields is missing; the whole call is refused for it.</summary>
    public static SandboxAnswer PermissionMissed(string fields) =>
        Error(StatusCodes.Status400BadRequest, "scope_permission_missed", $"You need additional scopes to access some of the fields: {fields}");

    public static SandboxAnswer InvalidParams(string message) => Error(StatusCodes.Status400BadRequest, "invalid_params", message);

    public static SandboxAnswer TooManyCalls() =>
        Error(StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later.") with { RetryAfterSeconds = 3 };

    public static SandboxAnswer ServerFault() =>
        Error(StatusCodes.Status500InternalServerError, "internal_error", "Something went wrong. Please try again later.");

    public static SandboxAnswer Ok(JsonObject data) => SandboxAnswer.Ok(new JsonObject { ["data"] = data, ["error"] = Body("ok", "") });

    /// <summary>The token endpoints' errors are flat.</summary>
    public static SandboxAnswer OAuth(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description, ["log_id"] = LogId(error + description) });

    private static SandboxAnswer Error(int status, string code, string message) =>
        new(status, new JsonObject { ["data"] = new JsonObject(), ["error"] = Body(code, message) });

    private static JsonObject Body(string code, string message) => new() { ["code"] = code, ["message"] = message, ["log_id"] = LogId(code + message) };

    private static string LogId(string text) => "20261124" + Seed.Of(text).Number.ToString("X16", CultureInfo.InvariantCulture);
}
