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
        return (KindOf(error, reason) ?? OfStatus((int)refusal.Status)) is { } kind
            ? refusal.As(kind, reason, wait: reason is "quotaExceeded" or "dailyLimitExceeded" ? PacificDay.UntilNext(refusal.Now) : null)
            : refusal.ByStatus(reason);
    }

    /// <summary>What a refusal means for a call with a talent's consent.</summary>
    public static PlatformFailure ReadConsent(PlatformRefusal refusal)
    {
        var failure = Read(refusal);
        return (failure.Kind, ErrorOf(refusal)) switch
        {
            (FailureKind.ConsentExpired, not null) => failure with { End = ConsentEnd.Revoked },
            // A 403 has many more reasons, such as an API that the agency's project has not enabled.
            (FailureKind.MissingScope, { } error) when ReasonOf(error) is "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => failure with { End = ConsentEnd.ScopeMissing },
            _ => failure,
        };
    }

    /// <summary>The error's reason, such as <c>quotaExceeded</c>; null where the body is none of Google's.</summary>
    public static string? ReasonOf(in PlatformRefusal refusal) => ErrorOf(refusal) is { } error ? ReasonOf(error) : null;

    private static FailureKind? KindOf(GoogleError error, string? reason) => reason switch
    {
        "quotaExceeded" or "dailyLimitExceeded" or "rateLimitExceeded" or "userRateLimitExceeded" or "RATE_LIMIT_EXCEEDED" => FailureKind.RateLimited,
        "authError" or "keyInvalid" or "keyExpired" or "API_KEY_INVALID" => FailureKind.ConsentExpired,
        "badRequest" when IsAboutKey(error) => FailureKind.ConsentExpired,
        "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" or "forbidden" or "accessNotConfigured" or "ipRefererBlocked" or "accountDelegationForbidden" => FailureKind.MissingScope,
        "playlistItemsNotAccessible" => FailureKind.Private,
        "channelNotFound" or "playlistNotFound" or "videoNotFound" or "notFound" => FailureKind.NotFound,
        "youtubeSignupRequired" => FailureKind.NotFound,
        "authenticatedUserAccountClosed" or "authenticatedUserAccountSuspended" or "channelClosed" or "channelSuspended" => FailureKind.NotFound,
        "backendError" or "internalError" => FailureKind.PlatformDown,
        _ => error.Status == "UNAUTHENTICATED" ? FailureKind.ConsentExpired : null,
    };

    /// <summary>Google's JSON with a reason that we do not know: a 403 is still a refusal to us.</summary>
    private static FailureKind? OfStatus(int status) => status == 403 ? FailureKind.MissingScope : null;

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
