using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// Google's OAuth for web servers (developers.google.com/identity/protocols/oauth2/web-server). A refresh token comes with a
/// consent only, which <c>prompt=consent</c> makes sure of, and stays the same for good.
/// </summary>
internal sealed class YouTubeConsent([FromKeyedServices(YouTubePlatform.TokenLine)] PlatformHttp http, IOptionsMonitor<YouTubeOptions> options, TimeProvider clock)
    : OAuthConsent<OAuthReply>(clock)
{
    private const string Name = "Google";

    private static readonly OAuthReply _nothingSaid = new();

    public override string PlatformKey => YouTubePlatform.PlatformKey;

    public override string NotConfiguredReason => "YouTube needs the client ID and the client secret of the agency's own Google app.";

    public override ConsentTerms Terms => YouTubeScopes.Terms;

    protected override OAuthApp App => new(YouTubeOptions.SectionName, options.CurrentValue.ClientId, options.CurrentValue.ClientSecret, options.CurrentValue.AuthorizeUrl);

    protected override IEnumerable<(string Name, string? Value)> FurtherParameters => [("access_type", "offline"), ("prompt", "consent"), ("include_granted_scopes", "true")];

    /// <summary>Either token ends the whole consent; the refresh token lives longer. The app itself is not asked for.</summary>
    public override async Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        var (answer, said) = await PostAsync("/revoke", [new("token", tokens.RefreshToken ?? tokens.AccessToken)], _nothingSaid, cancellationToken);
        return answer.Succeeded || said?.Error is "invalid_token" or "invalid_grant" ? true : answer.Failure;
    }

    protected override Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> PostAsync(IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        PostAsync("/token", form, null, cancellationToken);

    protected override CredentialTest Judge(PlatformFailure? failure, OAuthReply? said) => (failure?.Kind, said?.Error) switch
    {
        (null or FailureKind.ConsentExpired, _) or (_, "redirect_uri_mismatch") => ConsentTest.Good(Name),
        (FailureKind.AgencyRefused, _) => said?.ErrorDescription?.Contains("secret", StringComparison.OrdinalIgnoreCase) == true
            ? ConsentTest.Wrong(Name, YouTubePlatform.ClientSecretLabel, nameof(YouTubeOptions.ClientSecret))
            : ConsentTest.Wrong(Name, YouTubePlatform.ClientIdLabel, nameof(YouTubeOptions.ClientId)),
        _ => ConsentTest.Unclear(Name, failure!),
    };

    private async Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> form, OAuthReply? whenEmpty, CancellationToken cancellationToken)
    {
        OAuthReply? said = null;
        var answer = await http.PostFormAsync(path, form, OAuthJson.Default.OAuthReply, refusal => YouTubeConsentFailures.Read(refusal, said = OAuthReply.Of(refusal)), cancellationToken, whenEmpty);
        return (answer, said);
    }
}
