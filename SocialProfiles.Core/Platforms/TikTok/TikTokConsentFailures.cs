namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// What the errors of TikTok's token addresses mean: developers.tiktok.com/doc/oauth-error-handling. They come with any
/// status, 200 among them.
/// </summary>
internal static class TikTokConsentFailures
{
    public static PlatformFailure Read(PlatformRefusal refusal) => Read(refusal, OAuthReply.Of(refusal));

    /// <param name="refusal">An answer other than 200.</param>
    /// <param name="reply">What it says.</param>
    public static PlatformFailure Read(in PlatformRefusal refusal, OAuthReply? reply) => OfError(reply?.Error) is { } meaning
        ? refusal.As(meaning.Kind, reply!.Error, wait: meaning.Kind == FailureKind.RateLimited ? refusal.RetryAfter ?? TikTokFailures.Window : null) with { End = meaning.End }
        : ConsentFailures.OfStatus(refusal);

    /// <summary>The error of an answer that came with 200; null when it is none.</summary>
    public static PlatformFailure? OfReply(OAuthReply reply) => reply.Error switch
    {
        null or "ok" => null,
        var error => OfError(error) is { } meaning
            ? new PlatformFailure(meaning.Kind, $"HTTP 200, code {error}", meaning.Kind == FailureKind.RateLimited ? TikTokFailures.Window : null) { End = meaning.End }
            : new PlatformFailure(FailureKind.BadResponse, "HTTP 200 with an error inside"),
    };

    /// <summary>The whole list. What is not in it could be anything, and goes into no detail.</summary>
    private static (FailureKind Kind, ConsentEndReason? End)? OfError(string? error) => error switch
    {
        "invalid_grant" => (FailureKind.ConsentExpired, ConsentEndReason.Revoked),
        "invalid_client" or "unauthorized_client" => (FailureKind.AgencyRefused, null),
        "access_denied" => (FailureKind.MissingScope, null),
        "invalid_request" or "invalid_scope" or "unsupported_grant_type" or "unsupported_response_type" => (FailureKind.InvalidRequest, null),
        "server_error" or "temporarily_unavailable" or "internal_error" => (FailureKind.PlatformDown, null),
        "rate_limit_exceeded" => (FailureKind.RateLimited, null),
        _ => null,
    };
}
