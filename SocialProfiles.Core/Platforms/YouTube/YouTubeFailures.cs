using System.Text.Json;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>What the Data API's refusals mean: developers.google.com/youtube/v3/docs/errors.</summary>
internal static class YouTubeFailures
{
    public const string PlaylistNotFound = "playlistNotFound";

    public static PlatformFailure Read(PlatformRefusal refusal)
    {
        var error = ErrorOf(refusal);
        if (error is null)
        {
            return refusal.ByStatus();
        }

        var reason = ReasonOf(error);
        var isRefused = IsTokenRefused(error, reason);
        return ((isRefused ? FailureKind.AgencyRefused : KindOf(reason)) ?? OfStatus((int)refusal.Status)) is { } kind
            ? refusal.As(kind, reason, wait: reason is "quotaExceeded" or "dailyLimitExceeded" ? PacificDay.UntilNext(refusal.Now) : null) with { IsTokenRefused = isRefused }
            : refusal.ByStatus(reason);
    }

    /// <summary>What a refusal means for a call with a talent's consent.</summary>
    public static PlatformFailure ReadConsent(PlatformRefusal refusal)
    {
        var failure = Read(refusal);
        return (ErrorOf(refusal) is { } error ? ReasonOf(error) : null) switch
        {
            // Google's word about this grant, and the only one that the Data API has.
            "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => failure with { Kind = FailureKind.MissingScope, End = ConsentEndReason.ScopeMissing },
            // The access token is bad; whether the consent is over, the token address tells.
            _ when failure.IsTokenRefused => failure with { Kind = FailureKind.AccessRefused },
            // A 403 has many more reasons, such as an API that the agency's project has not enabled.
            _ => failure,
        };
    }

    /// <summary>The error's reason, such as <c>quotaExceeded</c>; null where the body is none of Google's.</summary>
    public static string? ReasonOf(in PlatformRefusal refusal) => ErrorOf(refusal) is { } error ? ReasonOf(error) : null;

    /// <summary>The key or the token of the call, and nothing else about it.</summary>
    private static bool IsTokenRefused(GoogleError error, string? reason) =>
        reason is "authError" or "keyInvalid" or "keyExpired" or "API_KEY_INVALID" || (reason == "badRequest" && IsAboutKey(error)) || error.Status == "UNAUTHENTICATED";

    private static FailureKind? KindOf(string? reason) => reason switch
    {
        "quotaExceeded" or "dailyLimitExceeded" or "rateLimitExceeded" or "userRateLimitExceeded" or "RATE_LIMIT_EXCEEDED" => FailureKind.RateLimited,
        "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" or "forbidden" or "accessNotConfigured" or "SERVICE_DISABLED" or "ipRefererBlocked" or "accountDelegationForbidden" => FailureKind.AgencyRefused,
        "playlistItemsNotAccessible" => FailureKind.Private,
        "channelNotFound" or "playlistNotFound" or "videoNotFound" or "notFound" => FailureKind.NotFound,
        "youtubeSignupRequired" => FailureKind.NotFound,
        "authenticatedUserAccountClosed" or "authenticatedUserAccountSuspended" or "channelClosed" or "channelSuspended" => FailureKind.NotFound,
        "backendError" or "internalError" => FailureKind.PlatformDown,
        // A page's token gets old; the list is read from its beginning next time.
        "invalidPageToken" => FailureKind.BadResponse,
        _ => null,
    };

    /// <summary>Google's JSON with a reason that we do not know: a 403 is still a refusal, and a 400 still calls our request wrong.</summary>
    private static FailureKind? OfStatus(int status) => status switch
    {
        400 => FailureKind.InvalidRequest,
        403 => FailureKind.AgencyRefused,
        _ => null,
    };

    private static string? ReasonOf(GoogleError error) => First(error.Errors) ?? First(error.Details) ?? error.Status;

    private static string? First(IReadOnlyList<GoogleErrorItem?>? items) => items?.Select(item => item?.Reason).FirstOrDefault(reason => reason is not null);

    /// <summary>A dead key is a bad request like any other but for its text, or for its details where they are sent.</summary>
    private static bool IsAboutKey(GoogleError error) =>
        First(error.Details) == "API_KEY_INVALID"
        || error.Message?.StartsWith("API key not valid", StringComparison.OrdinalIgnoreCase) == true
        || error.Message?.StartsWith("API key expired", StringComparison.OrdinalIgnoreCase) == true;

    private static GoogleError? ErrorOf(in PlatformRefusal refusal)
    {
        try
        {
            return JsonSerializer.Deserialize(refusal.Body.Span, YouTubeJson.Default.GoogleErrorReply)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
