namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// What the errors of Google's token addresses mean: developers.google.com/identity/protocols/oauth2/web-server, RFC 6749
/// section 5.2, and the further words that Google uses.
/// </summary>
internal static class YouTubeConsentFailures
{
    public static PlatformFailure Read(PlatformRefusal refusal) => Read(refusal, OAuthReply.Of(refusal));

    /// <param name="refusal">An answer other than 200.</param>
    /// <param name="reply">What it says.</param>
    public static PlatformFailure Read(in PlatformRefusal refusal, OAuthReply? reply) => OfError(reply?.Error) is { } meaning
        ? refusal.As(meaning.Kind, reply!.Error) with { End = meaning.End }
        : ConsentFailures.OfStatus(refusal);

    /// <summary>What is not in this list could be anything, and goes into no detail.</summary>
    private static (FailureKind Kind, ConsentEndReason? End)? OfError(string? error) => error switch
    {
        "invalid_grant" => (FailureKind.ConsentExpired, ConsentEndReason.Revoked),
        "invalid_client" or "unauthorized_client" or "deleted_client" or "disabled_client" or "redirect_uri_mismatch" or "org_internal" => (FailureKind.AgencyRefused, null),
        "access_denied" => (FailureKind.MissingScope, null),
        // The admin of the talent's own Workspace, who may think better of it.
        "admin_policy_enforced" => (FailureKind.AccessRefused, null),
        "invalid_request" or "invalid_scope" or "unsupported_grant_type" => (FailureKind.InvalidRequest, null),
        "server_error" or "temporarily_unavailable" or "internal_failure" or "backend_error" => (FailureKind.PlatformDown, null),
        "rate_limit_exceeded" or "slow_down" => (FailureKind.RateLimited, null),
        _ => null,
    };
}
