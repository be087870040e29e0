namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>What an error of the code exchange is about. It has no code of its own, so its English text has to tell.</summary>
internal enum InstagramTokenFault
{
    None,
    AppId,
    AppSecret,
    Code,
}

/// <summary>
/// What the errors of Instagram's token addresses mean. The code exchange says everything with 400 and a text
/// (developers.facebook.com/documentation/instagram-platform/reference/access_token, and texts that others recorded);
/// exchange and renewal of long-lived tokens answer as the Graph API does.
/// </summary>
internal static class InstagramConsentFailures
{
    public static PlatformFailure Read(PlatformRefusal refusal) => Read(refusal, InstagramTokenError.Of(refusal));

    /// <param name="refusal">An answer other than 200.</param>
    /// <param name="error">What it says.</param>
    public static PlatformFailure Read(in PlatformRefusal refusal, InstagramTokenError? error) => FaultOf(error) switch
    {
        InstagramTokenFault.AppId => refusal.As(FailureKind.AgencyRefused, "invalid_app"),
        InstagramTokenFault.AppSecret => refusal.As(FailureKind.AgencyRefused, "invalid_secret"),
        InstagramTokenFault.Code => refusal.As(FailureKind.ConsentExpired, "invalid_code"),
        _ => error?.Error is { Code: not null } graph
            ? InstagramFailures.Read(refusal, graph, GraphEdge.Token)
            : ConsentFailures.OfStatus(refusal),
    };

    public static InstagramTokenFault FaultOf(InstagramTokenError? error)
    {
        var isGraph = error?.Error is not null;
        return error?.Text is not { } text ? InstagramTokenFault.None
            : Has(text, "client secret") || Has(text, "client_secret") || Has(text, "app secret") ? InstagramTokenFault.AppSecret
            : Has(text, "platform app") || Has(text, "client id") || Has(text, "client_id") || Has(text, "validating application") ? InstagramTokenFault.AppId
            : !isGraph && Has(text, "code") ? InstagramTokenFault.Code
            : InstagramTokenFault.None;
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
