using System.ComponentModel;

namespace SocialProfiles.Web.Api;

internal sealed record StartConsentRequest
{
    [Description("Id of the talent, a UUID.")]
    public string? TalentId { get; init; }

    [Description("INSTAGRAM, TIKTOK or YOUTUBE, in any case.")]
    public string? Platform { get; init; }

    [Description("Where the platform sends the browser back to: one of Web:OAuthRedirects, exactly as listed. Without it, our own callback.")]
    public string? RedirectUri { get; init; }
}

/// <param name="AuthorizeUrl">Open it in the talent's browser.</param>
/// <param name="State">Comes back with the code; compare it, and send both to POST /api/socials/oauth/callback.</param>
/// <param name="ExpiresAt">An answer after that is refused.</param>
internal sealed record StartedConsentResource(string AuthorizeUrl, string State, DateTimeOffset ExpiresAt);

internal sealed record CompleteConsentRequest
{
    [Description("As the platform sent it, decoded once.")]
    public string? Code { get; init; }

    [Description("As the platform sent it.")]
    public string? State { get; init; }

    [Description("What the platform sent instead of a code, such as access_denied.")]
    public string? Error { get; init; }
}
