using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox.Bluesky;

/// <summary>The AppView's error bodies. Source: atproto.com/specs/xrpc, and what github.com/bluesky-social/atproto, packages/bsky, answers.</summary>
internal static class BlueskyErrors
{
    public static SandboxAnswer NotFound() => InvalidRequest("Profile not found");

    /// <summary>Switched off by its owner.</summary>
    public static SandboxAnswer Deactivated() => Error(StatusCodes.Status400BadRequest, "AccountDeactivated", "Account is deactivated");

    public static SandboxAnswer InvalidRequest(string message) => Error(StatusCodes.Status400BadRequest, "InvalidRequest", message);

    public static SandboxAnswer RateLimited() =>
        Error(StatusCodes.Status429TooManyRequests, "RateLimitExceeded", "Rate Limit Exceeded") with { RetryAfterSeconds = 3 };

    public static SandboxAnswer ServerFault() => Error(StatusCodes.Status500InternalServerError, "InternalServerError", "Internal Server Error");

    public static SandboxAnswer UnknownMethod() => Error(StatusCodes.Status501NotImplemented, "MethodNotImplemented", "Method Not Implemented");

    private static SandboxAnswer Error(int status, string error, string message) => new(status, new JsonObject { ["error"] = error, ["message"] = message });
}
